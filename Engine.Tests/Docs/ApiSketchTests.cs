using Engine.Models;

namespace Engine.Tests.Docs;

/// <summary>The programs that the documentation shows, compiled and run (on fewer images than they have there).</summary>
public class ApiSketchTests
{
    [Fact]
    public void Tensors_a_tape_a_gradient()
    {
        var x = Tensor.Of([[1, 2], [3, 4]]);
        var w = Tensor.Randn([2, 1], seed: 7);
        using var tape = Tape.Record();
        tape.Watch(w);
        var loss = (x.MatMul(w) - 1).Square().Mean();
        var g = tape.Gradient(loss, w);

        var (a, b) = (w[0, 0], w[1, 0]);
        var (r, s) = (a + 2 * b - 1, 3 * a + 4 * b - 1);
        Assert.Equal((r * r + s * s) / 2, loss.Item(), 1e-5);
        Assert.True(g.AllClose(Tensor.Of([[r + 3 * s], [2 * r + 4 * s]]), rtol: 1e-5, atol: 1e-5), $"{g}");
    }

    [Fact]
    public void A_network_by_maximum_likelihood()
    {
        var mnist = new { Train = Mnist.Load().Train.Take(6400) };
        var net = new Sequential(new Linear(784, 400), new Relu(), new Linear(400, 10));
        var adam = new Adam(net.Parameters, learningRate: 1e-3);
        foreach (var (images, labels) in mnist.Train.Batches(128, shuffle: new RandomStream(7)))
        {
            using var tape = Tape.Record(net.Parameters);
            var loss = Loss.CrossEntropy(net.Forward(images), labels);
            adam.Step(tape.Gradient(loss));
        }

        var test = Mnist.Load().Test.Take(1000);
        var right = net.Forward(test.Images()).ArgMax(1).Equal(test.Labels()).Sum().Item();
        Assert.True(right > 800, $"After 50 steps {right} of 1,000 test images are right.");
    }

    [Fact]
    public async Task A_variational_autoencoder()
    {
        var folder = Directory.CreateTempSubdirectory("engine-sketch-");
        var rng = new RandomStream(7);
        var mnist = new { Train = Mnist.Load().Train.Take(1280) };

        var vae = new Vae(
            encoder: new GaussianEncoder(784, hidden: 400, latent: 20),
            decoder: new BernoulliDecoder(20, hidden: 400, 784));
        await new Trainer(vae, new Adam(1e-3)) { Progress = ConsoleProgress.None }.Fit(mnist.Train, epochs: 1, TestContext.Current.CancellationToken);
        Pictures.Grid(vae.Sample(64, rng)).Save(Path.Combine(folder.FullName, "samples.png"));
        vae.Save(Path.Combine(folder.FullName, "vae.safetensors"));

        Assert.True(new FileInfo(Path.Combine(folder.FullName, "samples.png")).Length > 1000);
        Assert.Equal(784, Safetensors.Load(Path.Combine(folder.FullName, "vae.safetensors")).Tensors["encoder.body.0.weight"].Shape[1]);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_same_model_in_double()
    {
        var net = new Sequential(new Linear(5, 7), new Softplus(), new Linear(7, 3));
        var x = Tensor.Randn([4, 5], seed: 1);
        var oracle = net.To(Device.Reference);
        Assert.True(net.Forward(x).AllClose(oracle.Forward(x.To(Device.Reference)), rtol: 1e-5, atol: 1e-6));
        Assert.Equal(Device.Cpu, net.Device);
    }
}
