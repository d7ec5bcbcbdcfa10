namespace Engine.Models.Initialization;

/// <summary>How much larger weights must be so that a layer followed by a nonlinearity keeps the size of its inputs.</summary>
public static class Gain
{
    /// <summary>No nonlinearity: 1.</summary>
    public const double Linear = 1;

    /// <summary>√2: half of the inputs' squares are lost to the zeros.</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>5/3, the customary value for tanh.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>√(2/(1 + slope²)). He et al., ICCV 2015, eq. 15.</summary>
    public static double LeakyRelu(double slope = 0.01) => Math.Sqrt(2 / (1 + slope * slope));
}
