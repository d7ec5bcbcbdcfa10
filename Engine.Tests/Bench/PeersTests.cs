using Engine.Bench.Commands;
using Engine.Bench.Peers;

namespace Engine.Tests.Bench;

/// <summary>Times of several engines side by side.</summary>
public sealed class PeersTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    private IReadOnlyList<TimeRow> Rows(params string[] lines)
    {
        File.WriteAllLines(file, ["case,threads,engine,median_ms,min_ms", .. lines]);
        return TimeRow.Read(file);
    }

    [Fact]
    public void The_fastest_peer_of_all_rounds_is_the_bar()
    {
        var rows = Rows(
            "vae-x,1,engine-0.1,4.5,4", "vae-x,1,torch-2.6,7,6", "vae-x,1,torchsharp-0.107,9,8",
            "case,threads,engine,median_ms,min_ms",
            "vae-x,1,engine-0.1,3,2", "vae-x,1,torch-2.6,6,5.5", "vae-x,1,torchsharp-0.107,5.5,5", "");
        Assert.Equal(new ComparedCase("vae-x", 1, 2, "torchsharp-0.107", 5), ComparedCase.Of(rows).Single());
        Assert.Equal(new ComparedCase("vae-x", 1, 3, "torchsharp-0.107", 5.5), ComparedCase.Of(rows, median: true).Single());
        Assert.Equal(2.5, ComparedCase.Of(rows).Single().Ratio);
    }

    [Fact]
    public void The_table_the_mean_and_what_is_missing()
    {
        var output = new StringWriter { NewLine = "\n" };
        MarkdownReport.Write(output, ComparedCase.Of(Rows(
            "vae-a,2,engine-0.1,1,1", "vae-a,2,torch-2.6,4,4",
            "vae-a,1,engine-0.1,2,2", "vae-a,1,torch-2.6,4,4",
            "bnn-b,1,engine-0.1,1,1", "bnn-b,1,torch-2.6,8,8",
            "bnn-predict-k32-n1000,1,engine-0.1,1,1", "bnn-predict-k32-n1000,1,torch-2.6,100,100",
            "vae-conv-b128,1,torch-2.6,50,50", "exp-64Ki,1,engine-0.1,0.0157,0.0156")));
        Assert.Equal("""
            | case | threads | engine, ms | fastest peer, ms | peer | ratio |
            |---|---|---|---|---|---|
            | vae-a | 1 | 2.00 | 4.00 | torch-2.6 | 2.00× |
            | bnn-b | 1 | 1.00 | 8.00 | torch-2.6 | 8.00× |
            | bnn-predict-k32-n1000 | 1 | 1.00 | 100.00 | torch-2.6 | 100.00× |
            | vae-conv-b128 | 1 | – | 50.00 | torch-2.6 | – |
            | exp-64Ki | 1 | 0.0156 | – | – | – |
            | vae-a | 2 | 1.00 | 4.00 | torch-2.6 | 4.00× |

            1 thread: geometric mean over 2 of 3 training steps 4.00×.
            2 threads: geometric mean over 1 of 1 training steps 4.00×.
            Not measured on this engine: vae-conv-b128 (1).
            Not measured on any peer: exp-64Ki (1).

            """, output.ToString());
    }

    [Fact]
    public void Without_training_steps_there_is_no_mean()
    {
        var output = new StringWriter();
        MarkdownReport.Write(output, ComparedCase.Of(Rows("exp-64Ki,1,engine-0.1,1,1", "exp-64Ki,1,torch-2.6,2,2")));
        Assert.Contains("1 thread: no training step was measured on both sides.", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vae-x,1,engine-0.1,3")]
    [InlineData("vae-x,one,engine-0.1,3,2")]
    [InlineData("vae-x,1,engine-0.1,NaN,2")]
    [InlineData("vae-x,1,engine-0.1,3,0")]
    public void A_line_that_is_none_is_named(string line)
    {
        var error = Assert.Throws<InvalidDataException>(() => Rows("vae-x,1,engine-0.1,3,2", line));
        Assert.Contains($"line 3 is '{line}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.Contains("'nowhere.csv'", new PeersSettings { Files = ["nowhere.csv"] }.Validate().Message, StringComparison.Ordinal);
        Assert.True(new PeersSettings { Files = [file] }.Validate().Successful);
    }
}
