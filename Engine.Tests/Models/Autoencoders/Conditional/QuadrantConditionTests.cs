using Engine.Models;

namespace Engine.Tests.Models.Autoencoders.Conditional;

/// <summary>Images 5 across and 3 down: the quadrants are of four different sizes, 1·2, 1·3, 2·2 and 2·3.</summary>
public sealed class QuadrantConditionTests
{
    private readonly Tensor images = Tensor.Arange(30).Reshape(2, 15);

    [Fact]
    public void Pixels_are_those_of_the_quadrants()
    {
        var one = new QuadrantCondition(5, 3, Quadrant.BottomLeft);
        Assert.Equal((4, 11), (one.Length, one.Hidden));
        Assert.Equal([5, 6, 10, 11, 20, 21, 25, 26], one.VisibleOf(images).ToDoubles());
        Assert.Equal([0, 1, 2, 3, 4, 7, 8, 9, 12, 13, 14], one.HiddenOf(images).Slice(0, 0, 1).ToDoubles());
        var two = new QuadrantCondition(5, 3, Quadrant.BottomLeft, Quadrant.TopLeft);
        Assert.Equal((6, 9), (two.Length, two.Hidden));
        Assert.Equal([0, 1, 5, 6, 10, 11], two.VisibleOf(images).Slice(0, 0, 1).ToDoubles());
    }

    public static TheoryData<Quadrant[]> Visible => [.. Enumerable.Range(1, 14).Select(bits => Enum.GetValues<Quadrant>().Where(quadrant => (bits >> (int)quadrant & 1) == 1).ToArray())];

    [Theory, MemberData(nameof(Visible))]
    public void Join_puts_together_what_was_taken_apart(Quadrant[] visible)
    {
        var condition = new QuadrantCondition(5, 3, visible);
        var (x, y) = condition.Split(new(images, images));
        Assert.Equal([2, condition.Hidden], x.Shape);
        Assert.Equal([2, condition.Length], y.Shape);
        var whole = condition.Join(x, y);
        Assert.Equal(images.Shape, whole.Shape);
        Assert.Equal(images.ToDoubles(), whole.ToDoubles());
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.ThrowsAny<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var condition = new QuadrantCondition(5, 3, Quadrant.TopRight);
        Names(() => new QuadrantCondition(1, 3, Quadrant.TopRight), "1 × 3");
        Names(() => new QuadrantCondition(5, 3), "0 of 4", "1, 2 or 3");
        Names(() => new QuadrantCondition(5, 3, Enum.GetValues<Quadrant>()), "4 of 4");
        Names(() => condition.VisibleOf(Tensor.Ones([2, 14])), "images", "[2, 14]", "[2, 15]");
        Names(() => condition.HiddenOf(Tensor.Ones([15])), "[15]", "[batch, 15]");
        Names(() => condition.Join(Tensor.Ones([2, 11]), Tensor.Ones([2, 3])), "x has shape [2, 11]", "[2, 12]");
        Names(() => condition.Join(Tensor.Ones([2, 12]), Tensor.Ones([3, 3])), "y has shape [3, 3]", "[2, 3]");
    }
}
