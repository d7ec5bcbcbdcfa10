namespace Engine.Models;

/// <summary>Plots as PNG files, the same bytes for the same numbers; text is in a font that comes with the library.</summary>
public static class Plots
{
    /// <summary>Curves in one pair of axes, such as a learning curve. Points that are not finite are left out.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="xLabel">Below it, with the unit.</param>
    /// <param name="yLabel">Beside it, with the unit.</param>
    /// <param name="series">Name for the legend, and as many x as y.</param>
    /// <exception cref="ArgumentException">There are no series, none has a finite point, or one has not as many x as y.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Lines(string path, string title, string xLabel, string yLabel, params (string Name, double[] X, double[] Y)[] series)
    {
        using var plot = CurvePlot.Draw(title, xLabel, yLabel, series);
        PlotFrame.Write(path, plot);
    }

    /// <summary>Curves in axes of which both are logarithmic, such as time against size. Only points above 0 are shown.</summary>
    /// <inheritdoc cref="Lines"/>
    public static void LogLines(string path, string title, string xLabel, string yLabel, params (string Name, double[] X, double[] Y)[] series)
    {
        using var plot = CurvePlot.DrawLogarithmic(title, xLabel, yLabel, series);
        PlotFrame.Write(path, plot);
    }

    /// <summary>Points of several classes, each in its colour, such as codes in a latent space of two dimensions.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="points">[points, 2]; those that are not finite are left out.</param>
    /// <param name="labels">The class of each as a whole number, [points]; its colour repeats after ten classes.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no finite point.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Scatter(string path, string title, Tensor points, Tensor labels) => ScatterPlot.Write(path, title, points, labels);

    /// <summary>A table of counts as a heat map with the numbers in it, such as a confusion matrix.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="counts">Numbers ≥ 0; the first row is drawn at the top. Colour goes with the square root, so that few show.</param>
    /// <param name="labels">Names of the rows and, the same, of the columns.</param>
    /// <param name="rows">What the rows are.</param>
    /// <param name="columns">What the columns are.</param>
    /// <exception cref="ArgumentException">The table is not square or not of the labels' size, or a number is negative or not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Matrix(string path, string title, double[,] counts, string[] labels, string rows = "true", string columns = "predicted") =>
        MatrixPlot.Write(path, title, counts, labels, rows, columns);

    /// <summary>Histograms over one another, in one panel or in several side by side that share axes and bins. Values that are not finite are left out.</summary>
    /// <remarks>Heights go with the square root of a bin's share of its series, so that a tall bin leaves the others to be seen.</remarks>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="xLabel">What the values are, with the unit.</param>
    /// <param name="bins">Number of bins, of equal width from the least value to the largest.</param>
    /// <param name="panels">Name of each panel, and its series: name for the legend, and values.</param>
    /// <exception cref="ArgumentException">There is no finite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Histograms(string path, string title, string xLabel, int bins, params (string Name, (string Name, double[] Values)[] Series)[] panels) =>
        HistogramPlot.Write(path, title, xLabel, bins, panels);

    /// <summary>Reliability diagrams side by side, each with its expected calibration error: what came true against what was claimed.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="diagrams">Name of each, and its bins, from <see cref="Calibration.Diagram"/>.</param>
    /// <exception cref="ArgumentException">There is no diagram, or one without predictions.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Reliability(string path, string title, params (string Name, IReadOnlyList<CalibrationBin> Bins)[] diagrams) =>
        ReliabilityPlot.Write(path, title, diagrams);

    /// <summary>A fan of functions drawn from a posterior (the first 40 of them), with the mean and ±2 standard deviations of all, and the data.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="xLabel">Below it, with the unit.</param>
    /// <param name="yLabel">Beside it, with the unit.</param>
    /// <param name="x">Where the functions are known, ascending.</param>
    /// <param name="functions">Values of each function at <paramref name="x"/>.</param>
    /// <param name="data">The points that were learnt from.</param>
    /// <param name="truth">The true function at <paramref name="x"/>, if it is known.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no function or curve.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Fan(string path, string title, string xLabel, string yLabel, double[] x, double[][] functions, (double[] X, double[] Y) data, double[]? truth = null) =>
        FanPlot.Write(path, title, xLabel, yLabel, x, functions, data, truth);

    /// <summary>Images in a row, and below each what several models make of it.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the table.</param>
    /// <param name="images">As <see cref="Pictures.Grid"/> takes them.</param>
    /// <param name="rows">Name of each row, and a cell for each image: its text, and how dark it is, 0 white to 1 blue.</param>
    /// <exception cref="ArgumentException">There are no images or rows, or a row has not a cell for each image.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Answers(string path, string title, Tensor images, params (string Name, (string Text, double Depth)[] Cells)[] rows) =>
        ImageTable.Write(path, title, images, rows);
}
