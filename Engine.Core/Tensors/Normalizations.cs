namespace Engine;

/// <summary>Normalisation along an axis in one pass over memory.</summary>
public static class Normalizations
{
    /// <summary>
    /// (x − μ)/√(σ² + ε)·scale + shift with the mean μ and the variance σ² of the last axis.
    /// Ba et al., <i>Layer Normalization</i>, arXiv:1607.06450.
    /// </summary>
    /// <param name="x">[..., n].</param>
    /// <param name="scale">[n].</param>
    /// <param name="shift">[n].</param>
    /// <param name="epsilon">ε: keeps the division finite when all elements are equal.</param>
    /// <returns>A tensor of x's shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the devices differ.</exception>
    public static Tensor LayerNorm(this Tensor x, Tensor scale, Tensor shift, double epsilon = 1e-5)
    {
        Shape features = [x.Shape[-1]];
        Check.SameShape(nameof(scale), scale, features);
        Check.SameShape(nameof(shift), shift, features);
        Check.SameDevice(nameof(LayerNorm), x, scale);
        Check.SameDevice(nameof(LayerNorm), x, shift);
        var y = Tensor.Uninitialized(x.Shape, x.Device);
        if (x.Elements > 0) x.Device.LayerNorm(x.Memory, scale.Memory, shift.Memory, y.Memory, x.Elements / features[0], features[0], epsilon);
        Tape.Recorded(nameof(LayerNorm), [y], [x, scale, shift], arrived => Gradients(arrived, x, scale, epsilon));
        return y;
    }

    /// <summary>With x̂ = (x − μ)·r, r = 1/√(σ² + ε) and h = g·scale: dx = r·(h − mean h − x̂·mean(h·x̂)), dscale = Σ g·x̂, dshift = Σ g.</summary>
    private static Tensor?[] Gradients(JointGradients arrived, Tensor x, Tensor scale, double epsilon)
    {
        var g = arrived[0]!;
        var centred = x - x.Mean(-1, keepDims: true);
        var inverse = (centred.Square().Mean(-1, keepDims: true) + epsilon).Rsqrt();
        var standard = centred * inverse;
        Tensor OfX()
        {
            var h = g * scale;
            return inverse * (h - h.Mean(-1, keepDims: true) - standard * (h * standard).Mean(-1, keepDims: true));
        }
        return
        [
            arrived.Wants(0) ? OfX() : null,
            arrived.Wants(1) ? (g * standard).SumTo(scale.Shape) : null,
            arrived.Wants(2) ? g.SumTo(scale.Shape) : null,
        ];
    }
}
