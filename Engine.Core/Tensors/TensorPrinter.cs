using System.Text;

namespace Engine;

/// <summary>Prints a tensor as NumPy does: nested brackets, columns aligned, long axes shortened to their ends.</summary>
internal static class TensorPrinter
{
    private const int Threshold = 1000;     // more elements than this: only the edges
    private const int Edge = 3;

    public static string Print(Tensor tensor, IFormatProvider culture)
    {
        var values = tensor.ToDoubles();
        var shorten = values.Length > Threshold;
        List<string> cells = [];
        Visit(tensor.Shape, shorten, 0, 0, i => cells.Add(Format(values[i], culture)));
        var width = cells.Count == 0 || tensor.Rank == 0 ? 0 : cells.Max(cell => cell.Length);
        var text = new StringBuilder();
        if (tensor.Rank == 0) text.Append(cells[0]);
        else Write(text, tensor.Shape, shorten, 0, cells.GetEnumerator(), width);
        return text.Append(culture, $" {tensor.Shape}").ToString();
    }

    private static string Format(double value, IFormatProvider culture) => value == 0 ? "0" : value.ToString("G5", culture);

    /// <summary>The positions along one axis that are printed, −1 for the gap.</summary>
    private static IEnumerable<int> Printed(int length, bool shorten) => shorten && length > 2 * Edge
        ? [.. Enumerable.Range(0, Edge), -1, .. Enumerable.Range(length - Edge, Edge)]
        : Enumerable.Range(0, length);

    private static void Visit(Shape shape, bool shorten, int axis, int start, Action<int> cell)
    {
        if (axis == shape.Rank) { cell(start); return; }
        foreach (var i in Printed(shape[axis], shorten))
            if (i >= 0) Visit(shape, shorten, axis + 1, start + i * shape.Product(axis + 1, shape.Rank), cell);
    }

    private static List<string>.Enumerator Write(StringBuilder text, Shape shape, bool shorten, int axis, List<string>.Enumerator cells, int width)
    {
        text.Append('[');
        var separator = axis == shape.Rank - 1 ? " " : string.Concat(Enumerable.Repeat('\n', shape.Rank - 1 - axis)) + new string(' ', axis + 1);
        var first = true;
        foreach (var i in Printed(shape[axis], shorten))
        {
            if (!first) text.Append(separator);
            first = false;
            if (i < 0) text.Append('…');
            else if (axis < shape.Rank - 1) cells = Write(text, shape, shorten, axis + 1, cells, width);
            else if (cells.MoveNext()) text.Append(cells.Current.PadLeft(width));
        }
        text.Append(']');
        return cells;
    }
}
