namespace Engine.Tests.Tensors;

/// <summary>Faults that users of other libraries reported, by their number in the project's fault log: shapes, on both devices.</summary>
public class FaultLogShapesTests
{
    public static TheoryData<string> Devices => ["cpu", "reference"];

    private static Device On(string device) => device == "cpu" ? Device.Cpu : Device.Reference;

    [Theory, MemberData(nameof(Devices))]
    public void Fault_37_reductions_of_an_empty_axis(string device)
    {
        var x = Tensor.Zeros([3, 0, 4], On(device));
        Assert.True(x.Sum(1).SameAs(Tensor.Zeros([3, 4], On(device))));
        Assert.True(x.Mean(1).SameAs(Tensor.Full([3, 4], double.NaN, On(device))));
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_38_a_column_broadcasts(string device)
    {
        var y = Tensor.Of([[2.0, 3, 5], [7, 11, 13]], On(device)) * Tensor.Of([[-2.0], [-3]], On(device));
        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([-4.0, -6, -10, -21, -33, -39], y.ToDoubles());
    }

    [Theory, MemberData(nameof(Devices))]
    public void Fault_40_order_and_stacks(string device)
    {
        var x = Tensor.Of([[1.0, 2, 3]], On(device));
        Assert.Equal([3.0, 2, 1], x.Gather(Tensor.Of([2.0, 1, 0], On(device)), axis: 1).ToDoubles());
        Assert.Equal([1.0, 2, 3, 4, 5, 6], TensorJoins.Stack([x, x + 3]).ToDoubles());
    }
}
