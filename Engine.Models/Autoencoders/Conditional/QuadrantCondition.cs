namespace Engine.Models;

/// <summary>
/// The condition is the visible quadrants of an image, and what is explained are the others. Sohn, Lee &amp; Yan, <i>Learning Structured Output
/// Representation using Deep Conditional Generative Models</i>, NIPS 2015, §5.1.
/// </summary>
/// <remarks>Pixels are listed quadrant by quadrant in the order of <see cref="Quadrant"/>; what is hidden is left out, not filled with a number that stands for nothing.</remarks>
public sealed class QuadrantCondition : ICondition
{
    private static readonly Quadrant[] all = Enum.GetValues<Quadrant>();

    private readonly int width, height;
    private readonly Quadrant[] visible, hidden;

    /// <summary>Some quadrants are visible, the others hidden.</summary>
    /// <param name="width">Pixels across, at least 2; of an odd number the right half has one more.</param>
    /// <param name="height">Pixels down, at least 2; of an odd number the lower half has one more.</param>
    /// <param name="visible">One, two or three of the quadrants.</param>
    /// <exception cref="ArgumentException">None or all are visible, or the image is too small to have quadrants.</exception>
    public QuadrantCondition(int width, int height, params IEnumerable<Quadrant> visible)
    {
        if (width < 2 || height < 2) throw new ArgumentException($"An image of {width} × {height} pixels has no quadrants; expected at least 2 × 2.", nameof(width));
        (this.width, this.height) = (width, height);
        this.visible = [.. all.Intersect(visible)];
        hidden = [.. all.Except(this.visible)];
        if (this.visible.Length == 0 || hidden.Length == 0)
            throw new ArgumentException($"{this.visible.Length} of {all.Length} quadrants are visible; expected 1, 2 or 3.", nameof(visible));
    }

    /// <summary>How many pixels are visible.</summary>
    public int Length => visible.Sum(Pixels);

    /// <summary>How many pixels are hidden: the length of x.</summary>
    public int Hidden => hidden.Sum(Pixels);

    /// <inheritdoc/>
    public (Tensor X, Tensor Y) Split(Batch batch) => (HiddenOf(batch.Images), VisibleOf(batch.Images));

    /// <summary>The visible pixels.</summary>
    /// <param name="images">[batch, height·width].</param>
    /// <returns>[batch, <see cref="Length"/>].</returns>
    /// <exception cref="ArgumentException">The images are of another size.</exception>
    public Tensor VisibleOf(Tensor images) => Cut(images, visible);

    /// <summary>The hidden pixels.</summary>
    /// <param name="images">[batch, height·width].</param>
    /// <returns>[batch, <see cref="Hidden"/>].</returns>
    /// <exception cref="ArgumentException">The images are of another size.</exception>
    public Tensor HiddenOf(Tensor images) => Cut(images, hidden);

    /// <summary>Whole images from their parts.</summary>
    /// <param name="x">The hidden pixels, [batch, <see cref="Hidden"/>].</param>
    /// <param name="y">The visible ones, [batch, <see cref="Length"/>].</param>
    /// <returns>[batch, height·width].</returns>
    /// <exception cref="ArgumentException">A shape is another.</exception>
    public Tensor Join(Tensor x, Tensor y)
    {
        Check(nameof(x), x, x.Rank == 0 ? 0 : x.Shape[0], Hidden);
        Check(nameof(y), y, x.Shape[0], Length);
        var parts = new Tensor[all.Length];
        foreach (var (quadrants, pixels) in new[] { (hidden, x), (visible, y) })
        {
            var cuts = pixels.Split([.. quadrants.Select(Pixels)], axis: 1);
            for (var i = 0; i < cuts.Length; i++) parts[(int)quadrants[i]] = cuts[i].Reshape(-1, Rows(quadrants[i]).Count, Columns(quadrants[i]).Count);
        }
        var (top, bottom) = (TensorJoins.Concat(parts[..2], axis: 2), TensorJoins.Concat(parts[2..], axis: 2));
        return TensorJoins.Concat([top, bottom], axis: 1).Reshape(-1, height * width);
    }

    private Tensor Cut(Tensor images, Quadrant[] quadrants)
    {
        Check(nameof(images), images, images.Rank == 0 ? 0 : images.Shape[0], height * width);
        var square = images.Reshape(-1, height, width);
        return TensorJoins.Concat([.. quadrants.Select(quadrant => square
            .Slice(1, Rows(quadrant).First, Rows(quadrant).Count)
            .Slice(2, Columns(quadrant).First, Columns(quadrant).Count)
            .Reshape(-1, Pixels(quadrant)))], axis: 1);
    }

    private (int First, int Count) Rows(Quadrant quadrant) => quadrant is Quadrant.TopLeft or Quadrant.TopRight ? (0, height / 2) : (height / 2, height - height / 2);

    private (int First, int Count) Columns(Quadrant quadrant) => quadrant is Quadrant.TopLeft or Quadrant.BottomLeft ? (0, width / 2) : (width / 2, width - width / 2);

    private int Pixels(Quadrant quadrant) => Rows(quadrant).Count * Columns(quadrant).Count;

    private static void Check(string name, Tensor given, int rows, int length)
    {
        if (given.Shape != [rows, length]) throw new ArgumentException($"{name} has shape {given.Shape}; expected [{(given.Rank == 2 ? rows : "batch")}, {length}].", name);
    }
}
