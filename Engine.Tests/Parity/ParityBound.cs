namespace Engine.Tests.Parity;

/// <summary>How far float on a device may be from the reference's double, in units of the last place of the right result.</summary>
/// <param name="Value">Bound of f(x); 0: exactly the right result rounded to float.</param>
/// <param name="Slope">Bound of g·f′(x).</param>
/// <param name="Reason">Why these.</param>
internal sealed record ParityBound(double Value, double Slope, string Reason)
{
    /// <summary>Results smaller than this are held to this one's ulp, because larger terms cancel.</summary>
    public double ValueAtLeast { get; init; }

    /// <summary>The same for slopes.</summary>
    public double SlopeAtLeast { get; init; }

    /// <summary>Finite inputs beyond this are not compared.</summary>
    public double Largest { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// The one table. Elementary functions have the errors of docs/accuracy.md, a correctly rounded operation has ½ ulp,
    /// the product of a gradient with a slope ½ ulp more (½ ulp of a mantissa near 2 is 1 ulp of one near 1); an error before a function grows by its condition number |x·f′/f|.
    /// </summary>
    private static readonly Dictionary<string, ParityBound> table = new()
    {
        ["Square"] = new(0, 0.5, "2x is exact, its product with g rounds"),
        ["SquaredDifference"] = new(2, 2, "a rounded difference, squared; a product of it with g"),
        ["ZipSum"] = new(8, 8, "terms of up to 6 ulp in double; the slope b − σ(a) cancels, and is summed where b repeats"),
        ["Divide"] = new(0, 4, "the slope is g·y/b with a rounded y: three roundings, and one of the sum over broadcast axes"),
        ["Reciprocal"] = new(0, 4, "the slope g·y² has a rounded y twice, and two roundings more"),
        ["Sqrt"] = new(0, 3, "the slope divides by a rounded y, and g multiplies"),
        ["Rsqrt"] = new(1.5, 4, "two roundings; the slope is y/x times ½"),
        ["LeakyRelu"] = new(1.5, 1.5, "the parameter itself is rounded"),
        ["Exp"] = new(1.2, 2.5, "exp; the slope is the rounded y"),
        ["Expm1"] = new(1.4, 2.5, "expm1; the slope is exp"),
        ["Log"] = new(0.9, 1.5, "log; the slope is one quotient"),
        ["Log1p"] = new(1.5, 12, "log1p; 1 + x cancels near −1: condition 4 at −0.8"),
        ["Sin"] = new(2.3, 3.5, "sin; the slope is cos; beyond 2²² the argument is not reduced") { Largest = 4194304 },
        ["Cos"] = new(2.3, 3.5, "cos; the slope is sin; beyond 2²² the argument is not reduced") { Largest = 4194304 },
        ["Tanh"] = new(2.5, 8, "tanh; 1 − y² cancels") { SlopeAtLeast = 1 },
        ["Sigmoid"] = new(3, 4, "exp, sum and quotient; y(1 − y) cancels") { SlopeAtLeast = 1 },
        ["LogSigmoid"] = new(3, 4.5, "exp within log1p, sum; the slope is a sigmoid"),
        ["Softplus"] = new(3, 4.5, "exp within log1p, sum; the slope is a sigmoid"),
        ["LogSoftplus"] = new(4, 8, "softplus within log, whose zero at 0.54 cancels; a sigmoid over a softplus") { ValueAtLeast = 1 },
        ["Silu"] = new(4, 8, "x times a sigmoid; 1 + xσ(−x) cancels; σ underflows before x scales it") { ValueAtLeast = 1e-35, SlopeAtLeast = 1 },
        ["Elu"] = new(2.5, 2.5, "expm1 times α; exp times α"),
        ["Erf"] = new(1.4, 18, "erf; exp of a rounded −x², condition 2x²"),
        ["Erfc"] = new(3, 18, "erfc; exp of a rounded −x², condition 2x²"),
        ["LogNormalCdf"] = new(64, 200, "an erfc of a rounded x/√2, condition x², with x to 6; the slope is the exponential of a difference of numbers up to 15") { ValueAtLeast = 1e-35, SlopeAtLeast = 1 },
        ["CauchyCdf"] = new(8, 4, "two half-angle steps, a series and a difference from ½ or 1; 1 + x²"),
        ["NormalQuantile"] = new(8, 64, "the difference from ½ cancels; the slope is an exponential of y²/2") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["Deviance"] = new(8, 8, "b − a and a·ln(a/b) cancel") { ValueAtLeast = 4, SlopeAtLeast = 4 },
        ["StirlingError"] = new(8, 8, "below 15 a difference of numbers up to 30") { ValueAtLeast = 32, SlopeAtLeast = 4 },
        ["GammaSlope"] = new(64, 256, "a series with alternating signs, or 24 nodes whose exponents cancel; dual numbers add the terms' errors") { ValueAtLeast = 1, SlopeAtLeast = 4 },
        ["Gelu"] = new(24, 8, "erfc of a rounded x/√2, condition x²; the slope's terms cancel") { SlopeAtLeast = 1 },
        ["LogGamma"] = new(4.5, 3.5, "lgamma; its zeros at 1 and 2 cancel; the slope is digamma") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["Digamma"] = new(2.5, 7, "digamma; its zero at 1.46 cancels; the slope is trigamma") { ValueAtLeast = 1 },
        ["Pow"] = new(2, 8, "pow; the slope is another pow, or y·ln a, near a = 1 small") { SlopeAtLeast = 1 },
        ["Drop"] = new(1, 1, "a product with a rounded 1/(1 − p)"),
        ["EntropyTerm"] = new(4, 4, "exp in a product, which underflows first; 1 + x cancels") { ValueAtLeast = 1e-35, SlopeAtLeast = 1 },
        ["BernoulliLogProb"] = new(6, 6, "softplus and a product, whose sum cancels; the slope b − σ(a) cancels") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["ContinuousBernoulliLogPartition"] = new(6, 6, "x/2 and a series, or x and logarithms, whose sums cancel below 0; the slope is ½ and a series, or 1/|x| less an exponential's part") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["ContinuousBernoulliLogProb"] = new(6, 6, "a product and logarithms, whose sum cancels; the slope b − A′(a) cancels") { ValueAtLeast = 1, SlopeAtLeast = 4 },
        ["DiscretizedLogisticMean"] = new(8, 24, "15 sigmoids and roundings of their sum; dual numbers add the terms' errors") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["RelativeEntropyTerm"] = new(8, 8, "exp of differences; p − q − q·r cancels, with q and p to e³; in float q underflows and q·r overflows first") { Largest = 100, ValueAtLeast = 16, SlopeAtLeast = 16 },
        ["Mish"] = new(8, 24, "softplus, tanh, product; dual numbers add the terms' errors; eˣ underflows before x scales it") { ValueAtLeast = 1e-35, SlopeAtLeast = 1 },
        ["Then<Tanh, Square>"] = new(6, 16, "tanh twice in a product; 1 − y² cancels") { SlopeAtLeast = 1 },
        ["SlopeOf<Softplus>"] = new(3.5, 4, "sigmoid and its slope") { SlopeAtLeast = 1 },
        ["SlopeOf<SlopeOf<Tanh>>"] = new(16, 64, "1 − y² cancels, dual numbers add terms") { ValueAtLeast = 1, SlopeAtLeast = 1 },
        ["SlopeAOf<Divide>"] = new(0, 4, "one quotient; its slopes are three"),
        ["SlopeBOf<Divide>"] = new(2, 6, "two quotients; their slopes"),
        ["GradientA<Divide>"] = new(2, 0, "a quotient and a product"),
        ["GradientB<Divide>"] = new(3, 0, "two quotients and a product"),

        ["Map"] = new(6, 16, "the op tanh² of the rows") { SlopeAtLeast = 1 },
        ["CumulativeSum"] = new(34, 34, "up to 33 roundings of partial sums"),
        ["Variance"] = new(8, 8, "two passes: mean, difference, square, each rounded"),
        ["LogSumExp"] = new(4, 8, "exp, a sum, log; the slope is a softmax"),
        ["LayerNorm"] = new(8, 24, "mean and deviation rounded, difference, two products; the slope's three terms cancel, and sums over rows"),
        ["Softmax"] = new(4, 10, "exp and a quotient; y(g − Σgy) cancels"),
        ["LogSoftmax"] = new(4, 10, "exp, a sum, log; g − softmax·Σg cancels"),
        ["MatMul"] = new(8, 12, "up to 33 products in float: √33 roundings likely, all one way not"),
        ["Linear"] = new(8, 12, "as MatMul"),
        ["Sample"] = new(4, 8, "softplus times a normal of 3 ulp, added to the mean"),
        ["SampleByVariance"] = new(4, 8, "a root times a normal of 3 ulp, added to the mean; the slope divides by the root"),
        ["SampleByDeviation"] = new(4, 4, "a normal of 3 ulp times the deviation, added to the mean; the slope is the normal times g"),
        ["Cholesky"] = new(8, 16, "the product x·xᵀ rounds first; then one rounding of each number, in a well-conditioned matrix; slopes through two triangular systems"),
        ["LogDeterminant"] = new(8, 16, "as Cholesky, and a sum of logarithms"),
        ["SolveTriangular"] = new(4, 8, "one rounding of each number; slopes through another system and a product"),
        ["Dot"] = new(34, 4, "up to 33 roundings of partial sums"),
        ["ScatterAdd"] = new(34, 0, "repeated indices add in float: up to 33 roundings of partial sums"),
    };

    /// <summary>One correctly rounded operation, or none at all.</summary>
    private static readonly string[] exact =
    [
        "Abs", "Identity", "Negate", "Sign", "Floor", "Relu", "Clamp", "Left", "Where", "Maximum", "Minimum", "Less", "LessOrEqual", "Greater",
        "GreaterOrEqual", "Equal", "NotEqual", "Add", "Subtract", "Multiply", "Plus", "Times", "Chain", "Max", "Min", "ArgMax", "ArgMin",
        "OneHot", "Stack", "Split", "Chunk", "Slice", "Pad", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Permute", "Transpose",
        "Clone", "StopGradient", "Diagonal", "Tril",
    ];

    /// <summary>Sums, forward or in the gradient: in double along neighbouring axes, then rounded; partial sums may exceed the total.</summary>
    private static readonly string[] summed = ["Zip", "Sum", "Mean", "Gather", "Pick", "Concat", "Expand"];

    public static ParityBound Of(string name) => table.TryGetValue(name, out var bound) ? bound
        : exact.Contains(name) ? new(0, 0, "exact")
        : summed.Contains(name) ? new(4, 6, "rounded once for each run of neighbouring axes, of which there are two at most")
        : throw new KeyNotFoundException($"{name} has no bound: add a row, with its reason, to {nameof(ParityBound)}.");
}
