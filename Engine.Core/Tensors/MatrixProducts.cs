using Engine.Operations;

namespace Engine;

/// <summary>Matrix products.</summary>
public static class MatrixProducts
{
    /// <summary>op(a)·op(b) over the last two axes; leading axes are a batch and broadcast, as NumPy's matmul.</summary>
    /// <param name="a">[..., M, K], or [..., K, M] if transposed; a vector [K] counts as one row.</param>
    /// <param name="b">[..., K, N], or [..., N, K] if transposed; a vector [K] counts as one column.</param>
    /// <param name="transposeA">Use the transpose of a, without moving it in memory.</param>
    /// <param name="transposeB">Use the transpose of b.</param>
    /// <returns>[..., M, N], without the axis of a vector.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a number (0-d) was given.</exception>
    public static Tensor MatMul(this Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank == 0 || b.Rank == 0) throw new ArgumentException($"MatMul needs vectors or matrices, not shapes {a.Shape} and {b.Shape}.", nameof(b));
        if (a.Rank == 1 && b.Rank == 1) return a.Dot(b);
        if (a.Rank == 1) return a.Unsqueeze(0).MatMul(b, false, transposeB).Squeeze(-2);
        if (b.Rank == 1) return a.MatMul(b.Unsqueeze(1), transposeA).Squeeze(-1);
        return Tape.Recorded(nameof(MatMul), Product(a, b, transposeA, transposeB, bias: null, default(Identity)),
            (a, g => (transposeA ? b.MatMul(g, transposeB, true) : g.MatMul(b, false, !transposeB)).SumTo(a.Shape)),
            (b, g => (transposeB ? g.MatMul(a, true, transposeA) : a.MatMul(g, !transposeA)).SumTo(b.Shape)));
    }

    /// <summary>A dense layer's x·Wᵀ + bias, in one pass.</summary>
    /// <inheritdoc cref="Linear{Op}(Tensor, Tensor, Tensor?, Op)"/>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias = null) => x.Linear(weight, bias, default(Identity));

    /// <summary>A dense layer and its activation, f(x·Wᵀ + bias): in one pass if f's slope is known from its value.</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="activation">f.</param>
    /// <returns>[..., outputs].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Linear<Op>(this Tensor x, Tensor weight, Tensor? bias, Op activation) where Op : struct, IUnaryOp
    {
        Check.Rank(nameof(weight), weight, 2);
        if (x.Rank == 0 || x.Shape[-1] != weight.Shape[1]) throw new ArgumentException($"Linear with weight {weight.Shape} needs inputs [..., {weight.Shape[1]}], not {x.Shape}.", nameof(x));
        if (bias is not null) Check.SameShape(nameof(bias), bias, [weight.Shape[0]]);
        if (x.Rank != 2) return x.Reshape([x.Shape.With(-1, 1).Elements, x.Shape[-1]]).Linear(weight, bias, activation).Reshape(x.Shape.With(-1, weight.Shape[0]));
        if (!Op.SlopeFromValue) return x.Linear(weight, bias).Map(activation);
        var y = Product(x, weight, false, true, bias, activation);
        Tape.Recorded(nameof(Linear), [y], bias is null ? [x, weight] : [x, weight, bias], arrived => LinearGradients(arrived, x, weight, bias, activation, y));
        return y;
    }

    /// <summary>With h = g·f′: h·W by x, hᵀ·x by W and the sum of h's rows by the bias.</summary>
    private static Tensor?[] LinearGradients<Op>(JointGradients arrived, Tensor x, Tensor weight, Tensor? bias, Op activation, Tensor y) where Op : struct, IUnaryOp
    {
        var h = arrived[0]!;
        // f's argument was not kept: a gradient to be differentiated again computes it again.
        if (typeof(Op) != typeof(Identity)) h = h.MapGradient(activation, arrived.Recorded ? x.Linear(weight, bias) : y, y);
        var byX = arrived.Wants(0) ? h.MatMul(weight) : null;
        var byWeight = arrived.Wants(1) ? h.MatMul(x, transposeA: true) : null;
        return bias is null ? [byX, byWeight] : [byX, byWeight, arrived.Wants(2) ? h.Sum(0) : null];
    }

    /// <summary>Σ aᵢbᵢ of two vectors.</summary>
    /// <exception cref="ArgumentException">They are not vectors of one length.</exception>
    public static Tensor Dot(this Tensor a, Tensor b)
    {
        Check.Rank(nameof(a), a, 1);
        Check.SameShape(nameof(b), b, a.Shape);
        var (row, column) = (new Tensor([1, a.Elements], a.Memory), new Tensor([b.Elements, 1], b.Memory));
        var y = new Tensor([], Product(row, column, false, false, bias: null, default(Identity)).Memory);
        return Tape.Recorded(nameof(Dot), y, (a, g => g.ChainWith(b)), (b, g => g.ChainWith(a)));
    }

    private static Tensor Product<Op>(Tensor a, Tensor b, bool transposeA, bool transposeB, Tensor? bias, Op activation) where Op : struct, IUnaryOp
    {
        var device = Check.SameDevice(nameof(MatMul), a, b);
        if (bias is not null) Check.SameDevice(nameof(Linear), a, bias);
        var (m, k) = transposeA ? (a.Shape[-1], a.Shape[-2]) : (a.Shape[-2], a.Shape[-1]);
        var (inner, n) = transposeB ? (b.Shape[-1], b.Shape[-2]) : (b.Shape[-2], b.Shape[-1]);
        if (k != inner)
            throw new ArgumentException($"MatMul of {a.Shape}{(transposeA ? "ᵀ" : "")} by {b.Shape}{(transposeB ? "ᵀ" : "")}: the inner lengths {k} and {inner} differ.", nameof(b));
        var (batchA, batchB) = (Shape.Create(a.Shape.AsSpan()[..^2]), Shape.Create(b.Shape.AsSpan()[..^2]));
        var batch = Shape.Broadcast(batchA, batchB);
        var y = Tensor.Uninitialized(Shape.Create([.. batch, m, n]), device);
        var plan = new MatMulPlan(m, n, k, transposeA, transposeB, Offsets(batchA, batch, m * k), Offsets(batchB, batch, k * n));
        device.MatMul(plan, a.Memory, b.Memory, bias?.Memory, activation, y.Memory);
        return y;
    }

    /// <summary>Where each matrix of the broadcast batch starts in an operand whose own batch is <paramref name="own"/>.</summary>
    private static int[] Offsets(Shape own, Shape batch, int size)
    {
        var offsets = new int[batch.Elements];
        for (var i = 0; i < offsets.Length; i++)
        {
            var (rest, offset, stride) = (i, 0, size);
            for (var axis = 1; axis <= batch.Rank; axis++)
            {
                var length = axis <= own.Rank ? own[-axis] : 1;
                if (length != 1) offset += rest % batch[-axis] * stride;
                rest /= batch[-axis];
                stride *= length;
            }
            offsets[i] = offset;
        }
        return offsets;
    }
}
