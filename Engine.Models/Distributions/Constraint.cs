namespace Engine.Models;

/// <summary>What values or parameters must satisfy, such as <see cref="Positive"/>; the support of a <see cref="Distribution"/> is one.</summary>
/// <remarks>A message names the argument and the first number that does not satisfy it. NaN satisfies none.</remarks>
public abstract class Constraint
{
    /// <summary>Finite numbers.</summary>
    public static Constraint Real { get; } = new ElementConstraint(double.IsFinite, "finite numbers");

    /// <summary>Finite numbers &gt; 0.</summary>
    public static Constraint Positive { get; } = new ElementConstraint(x => x > 0 && double.IsFinite(x), "finite numbers > 0");

    /// <summary>Finite numbers ≥ 0.</summary>
    public static Constraint NonNegative { get; } = new ElementConstraint(x => x >= 0 && double.IsFinite(x), "finite numbers ≥ 0");

    /// <summary>Numbers from 0 to 1, both included.</summary>
    public static Constraint UnitInterval { get; } = new ElementConstraint(x => x >= 0 && x <= 1, "numbers from 0 to 1");

    /// <summary>Numbers between 0 and 1, neither included.</summary>
    public static Constraint OpenUnitInterval { get; } = new ElementConstraint(x => x > 0 && x < 1, "numbers above 0 and below 1");

    /// <summary>0 or 1.</summary>
    public static Constraint Boolean { get; } = new ElementConstraint(x => x is 0 or 1, "0 or 1");

    /// <summary>0, 1, 2, ….</summary>
    public static Constraint Naturals { get; } = new ElementConstraint(x => x >= 0 && double.IsFinite(x) && x == Math.Floor(x), "whole numbers ≥ 0");

    /// <summary>Every number and ±∞, but not NaN: a logit.</summary>
    public static Constraint Extended { get; } = new ElementConstraint(x => !double.IsNaN(x), "numbers");

    /// <summary>Vectors along the last axis of numbers ≥ 0 that add up to 1, to 1e-4: room for the rounding of float.</summary>
    public static Constraint Simplex { get; } = new RowConstraint(UnitInterval, row => Math.Abs(row.Sum() - 1) <= SumTolerance, "numbers that add up to 1");

    /// <summary>Vectors along the last axis that hold a single 1, and 0 otherwise.</summary>
    public static Constraint OneHot { get; } = new RowConstraint(Boolean, row => row.Sum() == 1, "a single 1, and 0 otherwise");

    /// <summary>Vectors of finite numbers along the last axis.</summary>
    public static Constraint Vectors { get; } = new RowConstraint(Real, _ => true, "finite numbers");

    /// <summary>Lower triangular matrices in the last two axes with a positive diagonal: factors of covariances.</summary>
    public static Constraint LowerCholesky { get; } = new MatrixConstraint(Matrices.IsLowerCholesky, "zeros above the diagonal and finite numbers > 0 on it");

    /// <summary>Symmetric, positive-definite matrices in the last two axes: covariances.</summary>
    public static Constraint PositiveDefinite { get; } = new MatrixConstraint(Matrices.IsPositiveDefinite, "a symmetric, positive-definite matrix");

    /// <summary>How far the probabilities of a row may be from adding up to 1.</summary>
    private const double SumTolerance = 1e-4;

    /// <summary>Numbers from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static Constraint Interval(double low, double high) => new ElementConstraint(x => x >= low && x <= high, $"numbers from {low} to {high}");

    /// <summary>Whole numbers from 0 to <paramref name="limit"/> − 1.</summary>
    public static Constraint WholeBelow(int limit) => new IndexConstraint(limit);

    /// <summary>The condition on each number, where that is all; null for one on vectors, or one that differs between elements.</summary>
    internal virtual Predicate<double>? OfNumbers => null;

    /// <summary>What is asked, in words.</summary>
    public abstract override string ToString();

    /// <summary>Throws unless every element, row or matrix satisfies the constraint.</summary>
    /// <param name="argument">The argument's name, for the message.</param>
    /// <param name="tensor">The numbers, which are read back from their device.</param>
    /// <exception cref="ArgumentException">They do not satisfy it; an <see cref="ArgumentOutOfRangeException"/> where a single number does not.</exception>
    public abstract void Check(string argument, Tensor tensor);
}
