#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A VAE with linear halves on MNIST, beside its closed form: how many dimensions of z stay active, what they tell, and what they are.
// Lecture: "Variational autoencoders", the loss |x̃ − x|² + KL. Lucas et al., "Don't Blame the ELBO!", 2019; Duraisamy, arXiv:2101.11428.

using System.ComponentModel;
using System.Globalization;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<LinearVaeExample>(args);

internal sealed class LinearVaeSettings : DataSettings
{
    [CommandOption("--steps <COUNT>")]
    [Description("Steps of gradient descent for each σ².")]
    [DefaultValue(2000)]
    public int Steps { get; init; } = 2000;

    public override ValidationResult Validate() => Steps < 1 ? ValidationResult.Error($"--steps must be at least 1, not {Steps}.") : base.Validate();
}

internal sealed class LinearVaeExample : Command<LinearVaeSettings>
{
    private const double Lecture = 0.5;                                         // |x̃ − x|²/2σ² is |x̃ − x|²
    private static readonly double[] trainedNoises = [2, 1, Lecture];
    private static readonly double[] noises = [.. Enumerable.Range(0, 201).Select(i => 6 * Math.Pow(0.02, i / 200.0))];        // from above the largest variance

    /// <summary>Nats from which a dimension counts as active: the 23rd variance of the digits is so little above ½ that the dimension carries 0.0024.</summary>
    private const double Little = 1e-3;

    public override int Execute(CommandContext context, LinearVaeSettings options, CancellationToken cancel)
    {
        var (train, _) = options.LoadMnist();
        var images = train.Images();                                            // less their mean: else V·mean and the bias that must undo it hold each other up
        var pca = Pca.Fit(images - images.Mean(0), Math.Min(784, train.Count)); // in double, as all that is exact here
        var (spectrum, latent) = (LinearVaeSpectrum.Of(pca), Math.Min(30, train.Count));
        Console.WriteLine("    σ²  active: predicted  trained   loss: predicted    trained      rate  distortion  I(x; z)");
        List<(LinearVaePoint Closed, Vae Model, LinearVaeInformation Found, double Gap)> runs = [];
        foreach (var noise in trainedNoises)
        {
            var (closed, model) = (spectrum.Optimum(latent, noise), LinearVae.Create(784, latent, GaussianNoise.Fixed(Math.Sqrt(noise))).To(options.OpenDevice()));
            model.Initialize(new RandomStream(options.Seed));
            Train(model, pca, options.Steps, cancel);
            var found = LinearVaeInformation.Of(model, pca);
            var loss = found.Distortion / (2 * noise) + found.Rate;
            runs.Add((closed, model, found, 100 * (loss / closed.Loss - 1)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{noise,6}  {closed.Active,17}  {found.Active(Little),7}  {closed.Loss,16:0.00000}  {loss,9:0.00000}  {found.Rate,8:0.0000}  {found.Distortion,10:0.0000}  {found.MutualInformation,7:0.0000}"));
        }

        var folder = options.Out ?? Path.Combine("out", "linear_vae");
        DrawCurves(spectrum, latent, [.. runs.Select(run => (run.Closed.NoiseVariance, run.Found))], folder);
        DrawColumns(pca, runs[^1].Model, Math.Min(12, latent), folder);
        Console.WriteLine($"Pictures are in {Path.GetFullPath(folder)}");
        return Example.Result(
            ("loss_gap_percent", runs.Max(run => run.Gap)),
            ("active", runs[^1].Found.Active(Little)),
            ("active_predicted", runs[^1].Closed.Active),
            ("loss", runs[^1].Closed.Loss * (1 + runs[^1].Gap / 100)),
            ("loss_predicted", runs[^1].Closed.Loss));
    }

    /// <summary>The whole data in every step: the exact loss knows of them only mean and covariance, which a few points have too.</summary>
    private static void Train(Vae model, Pca pca, int steps, CancellationToken cancel)
    {
        var data = new Batch(pca.SigmaPoints().To(model.Device), Tensor.Zeros([0], model.Device));
        ((GaussianDecoder)model.Decoder).StartAt(pca.Mean.To(model.Device));
        // ε is above the rounding of the gradients: without, Adam takes whole steps along what is only noise.
        var (adam, schedule, noise) = (new Adam(model.Parameters, epsilon: 1e-4), new CosineSchedule(5e-3, steps), new RandomStream(0));
        for (var step = 0; step < steps; step++)
        {
            if (cancel.IsCancellationRequested) throw new OperationCanceledException("Stopped before the end of training; nothing was drawn.");
            using var tape = Tape.Record(model.Parameters);
            var loss = model.Loss(data, noise);                                 // LinearElbo: nothing is sampled
            adam.LearningRate = schedule.At(step);
            adam.Step(tape.Gradient(loss));
            if (step % 500 == 499) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step + 1} of {steps}  −ELBO {loss.Item():0.0000} nats an image"));
        }
    }

    private static void DrawCurves(LinearVaeSpectrum spectrum, int latent, (double Noise, LinearVaeInformation Found)[] trained, string folder)
    {
        var (limited, wide) = (spectrum.RateDistortion(latent, noises), spectrum.RateDistortion(spectrum.Variances.Count, noises));
        (string, double[], double[])[] Curves(Func<LinearVaePoint, double> x, Func<LinearVaePoint, double> y, Func<double, LinearVaeInformation, double> trainedX, Func<LinearVaeInformation, double> trainedY) =>
        [
            ("as many dimensions as pixels", [.. wide.Select(x)], [.. wide.Select(y)]),
            ($"z of {latent} dimensions", [.. limited.Select(x)], [.. limited.Select(y)]),
            .. trained.Select(run => ($"trained, σ² = {run.Noise.ToString(CultureInfo.InvariantCulture)}", (double[])[trainedX(run.Noise, run.Found)], (double[])[trainedY(run.Found)])),
        ];
        Plots.Lines(Path.Combine(folder, "active.png"), "Dimensions of z collapse as the noise grows", "log₁₀ of the decoder's variance σ²", "active dimensions",
            Curves(point => Math.Log10(point.NoiseVariance), point => point.Active, (noise, _) => Math.Log10(noise), found => found.Active(Little)));
        Plots.Lines(Path.Combine(folder, "rate-distortion.png"), "What digits cost and what is lost: Shannon's curve", "distortion E|x̃ − x|²", "rate KL(q ‖ p), nats an image",
            Curves(point => point.Distortion, point => point.Rate, (_, found) => found.Distortion, found => found.Rate));
        double[] ranks = [.. Enumerable.Range(1, Math.Min(60, spectrum.Variances.Count)).Select(rank => (double)rank)];
        Plots.Lines(Path.Combine(folder, "spectrum.png"), "A dimension is worth its price where λ is above σ²", "principal direction", "variance λ of the digits",
            [("λ", ranks, [.. spectrum.Variances.Take(ranks.Length)]),
            .. trainedNoises.Select(noise => ($"σ² = {noise.ToString(CultureInfo.InvariantCulture)}{(noise == Lecture ? ": the loss |x̃ − x|² + KL" : "")}", ranks, (double[])[.. ranks.Select(_ => noise)]))]);
    }

    /// <summary>The longest columns of W beside the first eigenvectors: as pictures, and the cosine of each with each, in percent.</summary>
    private static void DrawColumns(Pca pca, Vae model, int count, string folder)
    {
        var decoder = model.To(Device.Reference).Decoder;
        var columns = decoder.Decode(Tensor.Eye(model.Latent, Device.Reference)).Mean - decoder.Decode(Tensor.Zeros([1, model.Latent], Device.Reference)).Mean;
        var lengths = columns.Square().Sum(1).Sqrt().ToDoubles();
        var longest = TensorJoins.Stack([.. Enumerable.Range(0, lengths.Length).OrderByDescending(j => lengths[j]).Take(count).Select(j => columns.Slice(0, j, 1).Squeeze(0) / lengths[j])]);
        var eigen = pca.Components.Slice(0, 0, count);
        var cosines = longest.Linear(eigen);
        var signed = longest * cosines.Diagonal().Sign().Unsqueeze(1);
        Tensor Grey(Tensor rows) => 0.5 + 0.5 * rows / rows.Abs().Max(1).Unsqueeze(1);
        Pictures.Grid(TensorJoins.Concat([Grey(eigen), Grey(signed)]), columns: count, scale: 3).Save(Path.Combine(folder, "columns.png"));
        var table = new double[count, count];
        for (var j = 0; j < count; j++)
            for (var i = 0; i < count; i++) table[j, i] = Math.Round(100 * Math.Abs(cosines[j, i]));
        Plots.Matrix(Path.Combine(folder, "cosines.png"), "Decoder columns against eigenvectors: |cosine| in %", table, [.. Enumerable.Range(1, count).Select(i => $"{i}")], "column of W, by length", "eigenvector");
    }
}
