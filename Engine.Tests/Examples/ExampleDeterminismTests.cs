namespace Engine.Tests.Examples;

/// <summary>Every example gives the same on any number of threads, and something on the reference device. A class of its own: test classes run side by side.</summary>
public sealed class ExampleDeterminismTests : ExampleRuns
{
    [Theory, MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_result_for_any_number_of_threads(string name)
    {
        var one = ExampleProgram.Run(name, Short(name, "--threads", "1")).Result();
        var two = ExampleProgram.Run(name, Short(name, "--threads", "2")).Result();
        foreach (var results in new[] { one, two })
            foreach (var timed in new[] { "images_per_second", "seconds", "pca_seconds" }) results.Remove(timed);
        Assert.Equal(one, two);
        if (Trains(name)) Assert.NotEqual(one["weights_sha256"], ExampleProgram.Run(name, Short(name)[2..]).Result()["weights_sha256"]);
    }

    [Theory, MemberData(nameof(All))]
    public void The_reference_device_computes_it_too(string name)
    {
        var run = ExampleProgram.Run(name, ["--device", "reference", "--out", Folder.File(name), .. Trains(name) ? (string[])["--epochs", "1", "--images", "20"] : [], .. Needed(name)]);
        Assert.True(run.ExitCode == 0, run.Everything);
        run.Result();
    }
}
