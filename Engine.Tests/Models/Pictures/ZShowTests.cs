using Engine.Models;

namespace Engine.Tests.Models.Images;

public sealed class ZShowTests
{
    [Fact]
    public void Show()
    {
        var e = Enumerable.Range(1, 20).Select(i => (double)i).ToArray();
        Plots.Lines("/tmp/pngs/lines.png", "Learning curve of the VAE on MNIST", "epoch", "−ELBO (nats per image)", ("train", e, e.Select(i => 103 + 60 / i).ToArray()), ("test", e, e.Select(i => 105 + 45 / i).ToArray()));
        var e2 = Enumerable.Range(1, 200).Select(i => (double)i).ToArray();
        Plots.Lines("/tmp/pngs/lines2.png", "Learning curve", "epoch", "loss", ("train", e2, e2.Select(i => 1 / i + 0.02 * Math.Sin(i)).ToArray()));
        var c = new double[10, 10];
        for (var i = 0; i < 10; i++) for (var j = 0; j < 10; j++) c[i, j] = i == j ? 980 + 10 * i : (i * 7 + j * 3) % 5 == 0 ? 12 : (i + j) % 3;
        Plots.Matrix("/tmp/pngs/matrix.png", "Confusion matrix, test error 1.8 %", c, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        Plots.Matrix("/tmp/pngs/matrix2.png", "Fashion-MNIST", c, [.. FashionMnist.ClassNames]);
        Pictures.Grid(Mnist.Load().Test.Take(64).Images()).Save("/tmp/pngs/grid.png");
    }
}
