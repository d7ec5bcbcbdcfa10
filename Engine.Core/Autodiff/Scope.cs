namespace Engine;

/// <summary>A tape's memory without its recording: tensors made inside return their memory at the end, unless kept.</summary>
/// <remarks>For prediction loops: <c>using (new Scope()) { … }</c>. Operations inside are not recorded on an enclosing tape.</remarks>
public sealed class Scope : IDisposable
{
    private readonly Arena arena = Arena.Open();
    private readonly Tape? suspended = Tape.Suspend();
    private bool closed;

    /// <summary>Returns the memory of every tensor made inside that was not kept, and resumes an enclosing tape.</summary>
    public void Dispose()
    {
        if (closed) return;
        arena.Close();
        Tape.Resume(suspended);
        closed = true;
    }
}
