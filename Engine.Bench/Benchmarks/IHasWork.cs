using Engine.Bench.Limits;

namespace Engine.Bench.Benchmarks;

/// <summary>A class of benchmarks that knows, once its parameters are set, what a repetition has to do.</summary>
public interface IHasWork
{
    /// <summary>The work of every benchmark of the class.</summary>
    Work Work { get; }

    /// <summary>How many threads do it.</summary>
    int Threads { get; }
}
