using Engine.Lanes;
using Engine.Operations;

namespace Engine.Tests.Operations;

/// <summary>Every op's first, second and third derivative, against dual numbers and differences.</summary>
public class OpSlopeTests
{
    [Theory, MemberData(nameof(OpCatalog.Unary), MemberType = typeof(OpCatalog))]
    public void Unary_slopes_are_derivatives(string op) => OpCatalog.Call(typeof(OpSlopeTests), nameof(VerifyUnary), OpCatalog.Op(op));

    [Theory, MemberData(nameof(OpCatalog.Unary), MemberType = typeof(OpCatalog))]
    public void Slopes_said_to_be_known_from_the_value_are(string op) => OpCatalog.Call(typeof(OpSlopeTests), nameof(VerifySlopeFromValue), OpCatalog.Op(op));

    [Theory, MemberData(nameof(OpCatalog.Binary), MemberType = typeof(OpCatalog))]
    public void Binary_slopes_are_derivatives(string op) => OpCatalog.Call(typeof(OpSlopeTests), nameof(VerifyBinary), OpCatalog.Op(op));

    [Theory, MemberData(nameof(OpCatalog.Reducers), MemberType = typeof(OpCatalog))]
    public void Reducers_have_an_identity_and_any_order(string op) => OpCatalog.Call(typeof(OpSlopeTests), nameof(VerifyReducer), OpCatalog.Op(op));

    [Fact]
    public void Every_op_made_from_ops_is_among_the_tested() =>
        Assert.Empty(OpCatalog.GenericDefinitions.Except(OpCatalog.GenericInstances.Select(type => type.GetGenericTypeDefinition())));

    /// <summary>f against its slope, then f′ against f″ and f″ against f‴.</summary>
    private static void VerifyUnary<Op>(Op op) where Op : struct, IUnaryOp
    {
        Gradcheck.Verify(op);
        Gradcheck.Verify(new SlopeOf<Op>(op));
    }

    private static void VerifySlopeFromValue<Op>(Op op) where Op : struct, IUnaryOp
    {
        if (!Op.SlopeFromValue) return;
        foreach (var number in (double[])[double.NegativeInfinity, -20, -1.5, -1e-9, -0.0, 0, 1e-9, 0.3, 20, double.PositiveInfinity])
        {
            var x = new F64(number);
            var y = op.Value(x);
            Assert.Equal(op.Slope(x, y).Value, op.Slope(y, y).Value);
        }
    }

    private static void VerifyBinary<Op>(Op op) where Op : struct, IBinaryOp
    {
        Gradcheck.VerifyBinary(op);
        Gradcheck.VerifyBinary(new SlopeAOf<Op>(op));
        Gradcheck.VerifyBinary(new SlopeBOf<Op>(op));
    }

    private static void VerifyReducer<R>(R reducer) where R : struct, IReducer
    {
        double[] values = [-3, -0.5, 0, 2, double.PositiveInfinity, double.NegativeInfinity];
        F64 Combine(double a, double b) => reducer.Combine(new F64(a), new F64(b));
        foreach (var a in values)
        {
            Assert.Equal(a, Combine(reducer.Identity<F64>().Value, a).Value);
            foreach (var b in values)
            {
                Assert.Equal(Combine(a, b).Value, Combine(b, a).Value);
                foreach (var c in values) Assert.Equal(Combine(Combine(a, b).Value, c).Value, Combine(a, Combine(b, c).Value).Value);
            }
        }
    }
}
