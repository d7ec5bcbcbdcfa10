using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Engine.Tests.Examples;

/// <summary>Every example in a short form, as a program of its own: one that is added is tested without a word here.</summary>
public sealed class ExampleTests : ExampleRuns
{
    private static readonly string[] common = ["--seed", "--device", "--threads", "--out"];
    private static readonly string[] training = ["--epochs", "--images", "--data", "--resume"];
    private static readonly Dictionary<string, string[]> documentedKeys = new()
    {
        ["vae"] = ["test_neg_elbo", "images_per_second", "weights_sha256"],
        ["mnist"] = ["test_error_percent", "weights_sha256"],
        ["bayes_by_backprop"] = ["test_error_percent", "elbo", "pruned75_error_percent", "weights_sha256"],
        ["lift"] = ["error_plain_percent", "error_last_percent", "error_all_percent"],
        ["out_of_domain"] = ["auroc_map", "auroc_bnn", "auroc_mc_dropout", "auroc_ensemble", "auroc_last_layer", "ensemble_gain", "ensemble_nll_ratio", "test_error_percent"],
        ["calibration"] = ["ece_map", "ece_bnn", "ece_mc_dropout", "ece_ensemble", "ece_temperature"],
        ["conditional_vae"] = ["test_neg_elbo", "generated_digit_accuracy_percent", "weights_sha256"],
        ["lifted_vae"] = ["test_neg_elbo_plain", "test_neg_elbo_lifted", "deviation_digits", "deviation_clothes", "weights_sha256"],
        ["quadrants"] = ["gain_1_quadrant", "gain_2_quadrants", "gain_3_quadrants", "weights_sha256"],
        ["vae_manifold"] = ["test_neg_elbo", "rate", "distortion", "active_units", "weights_sha256"],
        ["vae_latents"] = ["bound_3", "bound_5", "bound_10", "bound_20", "bound_200", "active_200"],
        ["regression"] = ["sigma_inside", "sigma_outside"],
        ["iwae"] = ["nll_k1", "nll_k5", "nll_k50", "weights_sha256"],
        ["linear_vae"] = ["loss_gap_percent", "active", "active_predicted"],
        ["gallery"] = ["examples", "pictures", "failed", "not_run"],
        ["vae_posteriors"] = ["gap_diagonal", "gap_rank_one", "gap_full", "test_neg_elbo_diagonal", "test_neg_elbo_rank_one", "test_neg_elbo_full", "weights_sha256"],
        ["deep_latent_gaussian"] = ["nll_one_layer", "nll_two_layers", "weights_sha256"],
        ["impute"] = ["error_60_first_step", "error_60", "error_80_first_step", "error_80", "weights_sha256"],
        ["pca"] = ["residual", "test_residual", "explained_percent", "ppca_log_likelihood"],
        ["linear_autoencoder"] = ["angle_to_pca", "loss_gap_percent", "orthogonality", "seconds", "pca_seconds"],
        ["autoencoder"] = ["test_mse", "knn_accuracy_percent"],
        ["denoise"] = ["mse", "affine_mse", "gain_over_affine_percent"],
    };

    [Theory, MemberData(nameof(All))]
    public void It_ends_with_its_result_and_its_files(string name)
    {
        var run = ExampleProgram.Run(name, Short(name));
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.DoesNotContain('\e', run.Everything);
        var result = run.Result();
        Assert.All(documentedKeys.GetValueOrDefault(name, []), key => Assert.Contains(key, result.Keys));
        foreach (var (key, value) in result)
            if (key == "weights_sha256") Assert.Matches(new Regex("^[0-9a-f]{64}$"), value);
            else Assert.True(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number), $"{key}={value}");
        if (!Trains(name)) return;
        Assert.Matches(new Regex(@"(?m)^epoch 1/1  loss [0-9.]+ .* images/s  0:00:00 left\r?$"), run.Output);
        var files = Directory.GetFiles(Folder.File(name));
        Assert.Contains(files, file => file.EndsWith("checkpoint.safetensors", StringComparison.Ordinal));
        Assert.Contains(Folder.File(Path.Combine(name, $"{name}.safetensors")), files);
        var pictures = files.Where(file => file.EndsWith(".png", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
        {
            using var bitmap = SKBitmap.Decode(picture);
            Assert.True(bitmap is { Width: > 20, Height: > 20 } && bitmap.Pixels.Distinct().Skip(1).Any(), picture);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Help_lists_the_options_and_bad_ones_are_named(string name)
    {
        var help = Help(name);
        Assert.Equal(0, help.ExitCode);
        Assert.All([.. common, .. Trains(name) ? training : []], option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
        AssertRefused(name, "gpu", "--device", "gpu");
        AssertRefused(name, "--threads", "--threads", "-1");
        AssertRefused(name, "colour", "--colour", "blue");
        if (!Trains(name)) return;
        AssertRefused(name, "--epochs", "--epochs", "0");
        AssertRefused(name, "--images", "--images", "0");
        AssertRefused(name, "nowhere", "--data", "nowhere", "--out", Folder.Path);
        AssertRefused(name, "checkpoint.safetensors", "--resume", "--images", "20", "--out", Folder.Path);
    }

    private static void AssertRefused(string name, string named, params string[] arguments)
    {
        var run = ExampleProgram.Run(name, arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(named, Regex.Replace(run.Everything, @"\r?\n", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("result:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_resumed_ends_in_the_weights_of_one_that_was_not_stopped()
    {
        string[] Epochs(string count, string place) => ["--seed", "3", "--images", "600", "--epochs", count, "--out", Folder.File(place)];
        var whole = ExampleProgram.Run("vae", Epochs("2", "whole")).Result();
        ExampleProgram.Run("vae", Epochs("1", "parts"));
        var resumed = ExampleProgram.Run("vae", [.. Epochs("2", "parts"), "--resume"]);
        Assert.Equal(whole["weights_sha256"], resumed.Result()["weights_sha256"]);
        Assert.DoesNotContain("epoch 1/2", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_leaves_a_checkpoint_a_message_and_exit_code_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        Assert.SkipWhen(InterruptsAreIgnored(), "The tests were started with SIGINT ignored, and so would be the example.");
        var stopped = ExampleProgram.Watch("vae", (process, line) =>
        {
            if (line.StartsWith("epoch 2/", StringComparison.Ordinal)) Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        }, "--images", "600", "--epochs", "100000", "--out", Folder.Path);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("Stopped. The checkpoint is", stopped.Output, StringComparison.Ordinal);
        Assert.Contains("--resume", stopped.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Folder.File("checkpoint.safetensors")));
        var done = Regex.Count(stopped.Output, "(?m)^epoch ");
        var resumed = ExampleProgram.Run("vae", "--images", "600", "--epochs", (done + 1).ToString(CultureInfo.InvariantCulture), "--out", Folder.Path, "--resume");
        Assert.True(resumed.ExitCode == 0, resumed.Everything);
        Assert.Single(Regex.Matches(resumed.Output, "(?m)^epoch "));
    }

    /// <summary>A shell without job control starts background programs so; bit 1 of the mask is SIGINT's.</summary>
    private static bool InterruptsAreIgnored() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    [Fact]
    public void The_documented_command_runs_it()
    {
        var run = ExampleProgram.Dotnet("run", "-c", "Release", "examples/quickstart.cs", "--", "--seed", "1");
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal(ExampleProgram.Run("quickstart", "--seed", "1").Result(), run.Result());
    }
}
