using System.Globalization;
using Engine.Bench.Cases;
using Engine.Bench.Csv;

namespace Engine.Bench.Limits;

/// <summary>A measured case beside what the machine allows.</summary>
/// <param name="Case">What was measured.</param>
/// <param name="Limits">The machine's, with the number of threads that it ran on.</param>
/// <param name="Time">How long a repetition took.</param>
public sealed record SpeedRow(BenchCase Case, MachineLimits Limits, Timing Time)
{
    /// <summary>The least time over the quickest measured one: 1 is the machine's limit. Null if the case's work is not known.</summary>
    public double? Share => Case.Work is { } work ? work.LimitMilliseconds(Limits) / Time.Min : null;

    /// <summary>The quickest repetition in the case's own unit.</summary>
    public string Speed
    {
        get
        {
            var (rate, unit) = Case.Work is { } work ? (work.Rate(Time.Min), work.Unit) : (Time.Min, RateUnit.Milliseconds);
            return rate.ToString(unit == RateUnit.MegaElements ? "F0" : unit == RateUnit.Gigaflops ? "F1" : "F3", CultureInfo.InvariantCulture) + " " + unit.Name();
        }
    }

    /// <summary>Which limit the share is of, such as <c>FMA</c> or <c>copy, L2</c>.</summary>
    public string Bound => Case.Work?.Bound(Limits) ?? "–";
}
