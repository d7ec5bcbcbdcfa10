using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// Principal component analysis: the d orthogonal directions of greatest variance, so the best linear representation in d numbers.
/// Pearson (1901); Eckart &amp; Young, Psychometrika 1 (1936): what is left of the data's squares is the sum of the variances not kept.
/// </summary>
/// <remarks>Fitted in double precision, and there on <see cref="Engine.Device.Reference"/>; <c>To(device)</c> gives a copy for data elsewhere.</remarks>
public sealed class Pca : Module
{
    /// <summary>An analysis without values, to <see cref="ModuleFiles.Load"/> into.</summary>
    /// <param name="features">Numbers of an example.</param>
    /// <param name="components">d.</param>
    /// <exception cref="ArgumentOutOfRangeException">d is not from 1 to the number of features.</exception>
    public Pca(int features, int components)
        : this(new double[features], new(CheckCount(components, features), features), new double[components], 0)
    {
    }

    private Pca(double[] mean, Rows components, double[] variances, double total)
    {
        RegisterBuffer("mean", Tensor.From(mean, [mean.Length], Device.Reference));
        RegisterBuffer("components", components.ToTensor());
        RegisterBuffer("variances", Tensor.From(variances, [variances.Length], Device.Reference));
        RegisterBuffer("total", Tensor.Of(total, Device.Reference));
    }

    /// <summary>The mean of the data, [features].</summary>
    public Tensor Mean => GetParameter("mean");

    /// <summary>Orthonormal directions, one a row, by falling variance; the largest number of each is positive. [d, features].</summary>
    public Tensor Components => GetParameter("components");

    /// <summary>Variance (divisor N) of the data along each component, [d].</summary>
    public Tensor ExplainedVariance => GetParameter("variances");

    /// <summary>Its share of the data's whole variance, [d].</summary>
    public Tensor ExplainedVarianceRatio => ExplainedVariance / GetParameter("total");

    /// <summary>The sum of the variances of all features.</summary>
    public double TotalVariance => GetParameter("total").Item();

    /// <summary>Mean squared distance of the data from their reconstructions: the sum of the variances that are not kept.</summary>
    public double ResidualVariance => Math.Max(0, TotalVariance - ExplainedVariance.ToDoubles().Sum());

    /// <summary>Finds the components of data.</summary>
    /// <param name="data">[examples, features], on any device.</param>
    /// <param name="components">d, at most the smaller of examples and features.</param>
    /// <param name="solver">How.</param>
    /// <param name="rng">For <see cref="PcaSolver.Randomized"/>; seed 0 unless given.</param>
    /// <exception cref="ArgumentException">The data are not a matrix, hold NaN or ∞, or are all alike.</exception>
    /// <exception cref="ArgumentOutOfRangeException">d is none of these.</exception>
    public static Pca Fit(Tensor data, int components, PcaSolver solver = PcaSolver.Auto, RandomStream? rng = null)
    {
        if (data.Rank != 2 || data.Elements == 0) throw new ArgumentException($"data has shape {data.Shape}; expected [examples, features].", nameof(data));
        CheckCount(components, Math.Min(data.Shape[0], data.Shape[1]));
        if (solver == PcaSolver.Auto) solver = data.Shape[0] >= data.Shape[1] ? PcaSolver.Covariance : PcaSolver.Svd;
        var (mean, total, values, vectors) = solver switch
        {
            PcaSolver.Covariance => ByCovariance(data),
            PcaSolver.Svd => ByVectors(data, centred => BySvd(centred)),
            PcaSolver.Randomized => ByVectors(data, centred => RandomizedRange.Of(centred, components, rng ?? new RandomStream(0))),
            _ => throw new ArgumentOutOfRangeException(nameof(solver), solver, $"There is no solver {solver}."),
        };
        if (total == 0) throw new ArgumentException($"All {data.Shape[0]} examples are alike: there is no variance to explain.", nameof(data));
        var chosen = vectors.Take(components);
        for (var i = 0; i < components; i++)
            if (chosen[i][TensorPrimitives.IndexOfMaxMagnitude<double>(chosen[i])] < 0) TensorPrimitives.Negate(chosen[i], chosen[i]);
        return new(mean, chosen, values[..components], total);
    }

    /// <summary>The data in terms of the components: (x − mean)·componentsᵀ.</summary>
    /// <param name="x">[..., features].</param>
    /// <param name="whiten">Scale each to variance 1.</param>
    /// <returns>[..., d].</returns>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public Tensor Transform(Tensor x, bool whiten = false)
    {
        CheckLast(x, Mean.Elements, nameof(x));
        var codes = (x - Mean).Linear(Components);
        return whiten ? codes / ExplainedVariance.Sqrt() : codes;
    }

    /// <summary>The points of the components' plane: mean + z·components.</summary>
    /// <param name="z">[..., d].</param>
    /// <param name="whitened">Whether z has variance 1.</param>
    /// <returns>[..., features].</returns>
    /// <exception cref="ArgumentException">z has another last axis.</exception>
    public Tensor InverseTransform(Tensor z, bool whitened = false)
    {
        CheckLast(z, ExplainedVariance.Elements, nameof(z));
        return (whitened ? z * ExplainedVariance.Sqrt() : z).MatMul(Components) + Mean;
    }

    /// <summary>The nearest points of the components' plane.</summary>
    /// <param name="x">[..., features].</param>
    public Tensor Reconstruct(Tensor x) => InverseTransform(Transform(x));

    /// <summary>
    /// The points mean ± √(dλᵢ)·uᵢ, whose mean and covariance are those of the components' plane: to a loss of first and second moments they
    /// are all the data. Julier &amp; Uhlmann, <i>Unscented Filtering and Nonlinear Estimation</i>, Proc. IEEE 92 (2004).
    /// </summary>
    /// <returns>[2d, features].</returns>
    public Tensor SigmaPoints()
    {
        var steps = Components * (ExplainedVariance * ExplainedVariance.Elements).Sqrt().Unsqueeze(1);
        return TensorJoins.Concat([Mean + steps, Mean - steps]);
    }

    private static (double[] Mean, double Total, double[] Values, Rows Vectors) ByCovariance(Tensor data)
    {
        var (mean, covariance) = Covariance.Of(data);
        var total = Enumerable.Range(0, mean.Length).Sum(i => covariance[i][i]);
        var (values, vectors) = SymmetricEigen.Of(covariance);
        return (mean, total, [.. values.Select(value => Math.Max(0, value))], vectors);
    }

    private static (double[] Mean, double Total, double[] Values, Rows Vectors) ByVectors(Tensor data, Func<Rows, (double[] Values, Rows Right)> singular)
    {
        var (mean, centred) = (Covariance.MeanOf(data), Rows.Of(data));
        Covariance.Center(centred, mean);
        var (values, vectors) = singular(centred);
        return (mean, TensorPrimitives.SumOfSquares<double>(centred.Values) / centred.Count, [.. values.Select(value => value * value / centred.Count)], vectors);
    }

    private static (double[] Values, Rows Right) BySvd(Rows centred)
    {
        // The decomposition wants no more rows than columns; of the transpose left and right change places.
        if (centred.Count > centred.Length)
        {
            var turned = SingularValues.Of(centred.Transpose());
            return (turned.Values, turned.Left);
        }
        var (values, _, right) = SingularValues.Of(centred);
        return (values, right);
    }

    private static int CheckCount(int components, int most) => components >= 1 && components <= most ? components
        : throw new ArgumentOutOfRangeException(nameof(components), components, $"components is {components}; expected 1 to {most}, the smaller of examples and features.");

    private void CheckLast(Tensor tensor, int length, string name)
    {
        if (tensor.Rank == 0 || tensor.Shape[-1] != length) throw new ArgumentException($"{name} has shape {tensor.Shape}; expected [..., {length}].", name);
    }
}
