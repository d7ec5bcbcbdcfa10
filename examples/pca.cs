#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Principal component analysis of digits: the best linear picture of an image in d numbers, and its probabilistic form.
// Lecture: "PCA". Tipping & Bishop, J. R. Stat. Soc. B 61 (1999).

using System.Diagnostics;
using System.Globalization;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console.Cli;

return Example.Run<PcaExample>(args);

internal sealed class PcaExample : Command<DataSettings>
{
    private static readonly int[] dimensions = [2, 5, 10, 20, 30, 50, 100];

    public override int Execute(CommandContext context, DataSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var folder = Directory.CreateDirectory(options.Out ?? Path.Combine("out", "pca")).FullName;
        var clock = Stopwatch.StartNew();
        var all = Pca.Fit(train.Images(), Math.Min(300, train.Count)).To(options.OpenDevice());       // in double, then where the images are
        var seconds = clock.Elapsed.TotalSeconds;

        var images = test.Images(all.Device);
        var variances = all.ExplainedVariance.ToDoubles();
        List<(int D, double Train, double Test, double LogLikelihood)> rows = [];
        foreach (var d in dimensions.Where(d => d < train.Count))
            rows.Add((d, all.TotalVariance - variances[..d].Sum(), Residual(all, images, d), LogLikelihood(all, d)));
        Console.WriteLine("  d  explained %  residual  on test images  ln p(x) of probabilistic PCA");
        foreach (var (d, onTrain, onTest, logLikelihood) in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{d,3}  {100 * (1 - onTrain / all.TotalVariance),11:0.0000}  {onTrain,8:0.00000}  {onTest,14:0.00000}  {logLikelihood,28:0.0000}"));

        DrawPictures(all, test, rows[^1].D, folder);
        DrawSamples(train, options.Seed, folder);
        Console.WriteLine($"Pictures are in {folder}");
        var shown = rows.Last(row => row.D <= 20);
        return Example.Result(("components", shown.D), ("residual", shown.Train), ("test_residual", shown.Test),
            ("explained_percent", 100 * (1 - shown.Train / all.TotalVariance)), ("ppca_log_likelihood", shown.LogLikelihood), ("seconds", seconds));
    }

    /// <summary>Mean |x − x̃|² of images by the first d components: what is left of |x − mean|².</summary>
    private static double Residual(Pca all, Tensor images, int d)
    {
        using var scope = new Scope();
        var codes = all.Transform(images).Slice(1, 0, d);
        return ((images - all.Mean).Square().Sum(1) - codes.Square().Sum(1)).Mean().Item();
    }

    /// <summary>Mean ln p(x) of the training images at its maximum: −½[D·ln 2π + Σ ln λᵢ + (D − d)·ln σ² + D], σ² the mean of the λ that are left out.</summary>
    private static double LogLikelihood(Pca all, int d)
    {
        var (features, kept) = (all.Mean.Elements, all.ExplainedVariance.ToDoubles()[..d]);
        var noise = (all.TotalVariance - kept.Sum()) / (features - d);
        return -0.5 * (features * Math.Log(2 * Math.PI) + kept.Sum(Math.Log) + (features - d) * Math.Log(noise) + features);
    }

    private static void DrawPictures(Pca all, Dataset test, int most, string folder)
    {
        // The mean and the first components, each scaled to grey on ½.
        var eigen = all.Components.Slice(0, 0, Math.Min(39, most));
        var greys = 0.5 + 0.5 * eigen / eigen.Abs().Max(1).Unsqueeze(1);
        Pictures.Grid(TensorJoins.Concat([all.Mean.Unsqueeze(0), greys]), columns: 10).Save(Path.Combine(folder, "components.png"));

        // Above the images, below them what d numbers keep.
        var images = test.Images(all.Device).Slice(0, 0, Math.Min(12, test.Count));
        var codes = all.Transform(images);
        Tensor Kept(int d) => codes.Slice(1, 0, d).MatMul(all.Components.Slice(0, 0, d)) + all.Mean;
        Pictures.Grid(TensorJoins.Concat([images, .. dimensions.Where(d => d <= most).Reverse().Select(Kept)]), columns: images.Shape[0]).Save(Path.Combine(folder, "reconstructions.png"));

        var explained = all.ExplainedVarianceRatio.ToDoubles();
        var sums = explained.Select((_, i) => 100 * explained[..(i + 1)].Sum()).ToArray();
        Plots.Lines(Path.Combine(folder, "explained.png"), "PCA of MNIST", "components", "explained variance, %", ("the first ones together", [.. Enumerable.Range(1, sums.Length).Select(d => (double)d)], sums));
        var shown = test.Take(Math.Min(5000, test.Count));
        Plots.Scatter(Path.Combine(folder, "scatter.png"), "Test digits by two principal components", all.Transform(shown.Images(all.Device)).Slice(1, 0, 2), shown.Labels());
    }

    /// <summary>Digits that the normal distribution of probabilistic PCA takes for likely: above without its noise, below with it.</summary>
    private static void DrawSamples(Dataset train, ulong seed, string folder)
    {
        var model = ProbabilisticPca.Fit(train.Images(), Math.Min(50, train.Count - 2));
        var rng = new RandomStream(seed);
        var means = model.InverseTransform(rng.Normal([24, model.Weights.Shape[1]], Device.Reference));
        Pictures.Grid(TensorJoins.Concat([means, model.Sample(24, rng)]), columns: 12).Save(Path.Combine(folder, "samples.png"));
    }
}
