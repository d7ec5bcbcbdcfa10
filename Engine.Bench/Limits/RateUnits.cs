namespace Engine.Bench.Limits;

/// <summary>How units are written.</summary>
internal static class RateUnits
{
    public static string Name(this RateUnit unit) => unit switch
    {
        RateUnit.Gigaflops => "GFLOP/s",
        RateUnit.MegaElements => "M elements/s",
        _ => "ms",
    };
}
