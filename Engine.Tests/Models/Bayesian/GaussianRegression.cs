using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Linear regression with known noise, where the posterior and the evidence are known, and its training by the bound.</summary>
internal static class GaussianRegression
{
    /// <summary>The toy of four points, with noise of variance ¼: y = slope·t + bias.</summary>
    public static readonly Tensor X = Tensor.From([0.0, 1, 2, 3], [4, 1], Device.Reference), Y = Tensor.From([0.0, 1, 3, 2], [4, 1], Device.Reference);

    public const double NoiseVariance = 0.25;

    /// <summary>The bound of all data by one pass.</summary>
    public static Tensor Bound(Layer layer, Tensor x, Tensor y, double variance, BayesianPass pass)
    {
        var logLikelihood = (y - layer.Forward(x, pass)).Square().Sum() / (-2 * variance) - y.Elements * 0.5 * Math.Log(2 * Math.PI * variance);
        return logLikelihood - pass.Divergence(layer);
    }

    /// <summary>
    /// Trains by a pass and its mirror, and leaves the mean of the parameters over the later steps in place: it has less of the draws' noise than
    /// the last ones (Polyak &amp; Juditsky, 1992). The later steps are short, as the mean of a noisy ρ is not the ρ of the mean.
    /// </summary>
    public static void Fit(Layer layer, Tensor x, Tensor y, double variance, int steps = 8000)
    {
        var (adam, noise) = (new Adam(layer.Parameters, 0.01), new RandomStream(3));
        var counted = steps * 2 / 3;
        var means = layer.Parameters.Select(parameter => new double[parameter.Elements]).ToArray();
        for (var step = 0; step < steps; step++)
        {
            using var tape = Tape.Record(layer.Parameters);
            var pass = new BayesianPass(noise);
            adam.Step(tape.Gradient((Bound(layer, x, y, variance, pass) + Bound(layer, x, y, variance, pass.Mirrored())) * -0.5));
            if (step < steps - counted) continue;
            adam.LearningRate = 0.002;
            for (var i = 0; i < means.Length; i++)
            {
                var values = layer.Parameters[i].ToDoubles();
                for (var j = 0; j < values.Length; j++) means[i][j] += values[j] / counted;
            }
        }
        for (var i = 0; i < means.Length; i++) layer.Parameters[i].CopyFrom(Tensor.From(means[i], layer.Parameters[i].Shape, layer.Device));
    }

    /// <summary>Mean and standard error of the bound over many draws.</summary>
    public static (double Mean, double Error) Estimate(Layer layer, Tensor x, Tensor y, double variance, int draws = 4000)
    {
        var noise = new RandomStream(9);
        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            using var scope = new Scope();
            var bound = Bound(layer, x, y, variance, new BayesianPass(noise)).Item();
            (sum, squares) = (sum + bound / draws, squares + bound * bound / draws);
        }
        return (sum, Math.Sqrt((squares - sum * sum) / draws));
    }
}
