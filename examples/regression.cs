#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Regression with a network of random weights: a fan of functions that agree where there are data and part where there are none.
// Lecture: "Training BNN", the reparametrization trick w = μ + σε and the loop of gradient steps.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<RegressionExample>(args);

internal sealed class RegressionSettings : ExampleSettings
{
    [CommandOption("--steps <COUNT>")]
    [Description("Steps of gradient descent.")]
    [DefaultValue(4000)]
    public int Steps { get; init; } = 4000;

    public override ValidationResult Validate() => Steps < 1 ? ValidationResult.Error($"--steps must be at least 1, not {Steps}.") : base.Validate();
}

internal sealed class RegressionExample : Command<RegressionSettings>
{
    private const int Points = 100, Functions = 200, GridPoints = 241;
    private const double Noise = 0.1, Near = 0.5, Far = 1.7, Edge = 3;

    public override int Execute(CommandContext context, RegressionSettings options, CancellationToken cancel)
    {
        var device = options.OpenDevice();
        var rng = new RandomStream(options.Seed);
        var (x, y) = Data(rng.Split("data"));
        var net = new Sequential(
            new BayesianLinear(1, 50), new Relu(),
            new BayesianLinear(50, 50), new Relu(),
            new BayesianLinear(50, 1)).To(device);
        net.Initialize(rng.Split("weights"));
        Train(net, new Batch(Tensor.From(x, [Points, 1], device), Tensor.From(y, [Points, 1], device)), options.Steps, rng.Split("training"), cancel);

        double[] grid = [.. Enumerable.Range(0, GridPoints).Select(i => Edge * (2.0 * i / (GridPoints - 1) - 1))];
        var functions = Draw(net, grid, rng.Split("functions"));
        var folder = options.Out ?? Path.Combine("out", "regression");
        Plots.Fan(Path.Combine(folder, "fan.png"), "What a Bayesian network learns from 100 points", "x", "y", grid, functions, (x, y), [.. grid.Select(Truth)]);
        Console.WriteLine($"The fan is in {Path.GetFullPath(folder)}");

        double Sigma(Func<double, bool> region) => Enumerable.Range(0, GridPoints).Where(i => region(Math.Abs(grid[i]))).Average(i => Deviation(functions, i));
        return Example.Result(
            ("sigma_inside", Sigma(distance => distance is >= Near and <= Far)),
            ("sigma_outside", Sigma(distance => distance is < Near or > Far)),
            ("sigma_gap", Sigma(distance => distance < Near)),
            ("sigma_edges", Sigma(distance => distance > Far)));
    }

    private static double Truth(double x) => 0.4 * x + Math.Sin(3 * x) * Math.Exp(-0.4 * x * x);

    /// <summary>Points on two stretches, −1.7 … −0.5 and 0.5 … 1.7, with noise: nothing in the gap between them nor beyond.</summary>
    private static (double[] X, double[] Y) Data(RandomStream rng)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => (i % 2 == 0 ? -1 : 1) * (Near + (Far - Near) * rng.NextDouble()))];
        var noise = rng.Normal([Points]).ToDoubles();
        return (x, [.. x.Select((at, i) => Truth(at) + Noise * noise[i])]);
    }

    /// <summary>The lecture's loop: a sample of the weights (here two pairs of opposite ones), the bound's gradient by μ and σ, a step.</summary>
    private static void Train(Sequential net, Batch data, int steps, RandomStream noise, CancellationToken cancel)
    {
        var elbo = new Elbo(Points) { Likelihood = new NormalLikelihood(Noise), Samples = 4, Antithetic = true };
        var (adam, schedule) = (new Adam(net.Parameters), new CosineSchedule(5e-3, steps));
        for (var step = 0; step < steps; step++)
        {
            if (cancel.IsCancellationRequested) throw new OperationCanceledException("Stopped before the end of training; nothing was drawn.");
            using var tape = Tape.Record(net.Parameters);
            var loss = elbo.Loss(net, data, noise);
            adam.LearningRate = schedule.At(step);
            adam.Step(tape.Gradient(loss));
            if (step % 500 == 0 || step == steps - 1) Console.WriteLine(FormattableString.Invariant($"step {step + 1,5} of {steps}  −ELBO {loss.Item():0.000} nats a point"));
        }
    }

    /// <summary>Each function is one pass, one draw of all weights: whatever is asked of it, it stays the same function.</summary>
    private static double[][] Draw(Sequential net, double[] grid, RandomStream noise)
    {
        var functions = new double[Functions][];
        for (var k = 0; k < Functions; k++)
        {
            using var scope = new Scope();
            var function = new BayesianPass(noise, countsDivergence: false);
            functions[k] = [.. grid.Chunk(60).SelectMany(part => net.Forward(Tensor.From(part, [part.Length, 1], net.Device), function).ToDoubles())];
        }
        return functions;
    }

    /// <summary>The standard deviation of the functions at one point of the grid; the noise of the data is not in it.</summary>
    private static double Deviation(double[][] functions, int point)
    {
        var mean = functions.Average(function => function[point]);
        return Math.Sqrt(functions.Average(function => (function[point] - mean) * (function[point] - mean)));
    }
}
