namespace Engine.Models;

/// <summary>What an optimizer remembers of one parameter.</summary>
public sealed class Slot
{
    internal Slot(Tensor parameter, int moments)
    {
        Parameter = parameter;
        Moments = new Tensor[moments];
        for (var i = 0; i < moments; i++) Moments[i] = Tensor.Zeros(parameter.Shape, parameter.Device).Keep();
    }

    /// <summary>The parameter.</summary>
    public Tensor Parameter { get; }

    /// <summary>Steps that it took, the present one included.</summary>
    public long Steps { get; internal set; }

    /// <summary>The running averages of the rule, of the parameter's shape.</summary>
    internal Tensor[] Moments { get; }

    /// <summary>Runs a rule over all elements of the parameter, in place.</summary>
    public void Run<Rule>(Rule rule, Tensor gradient) where Rule : struct, IUpdateRule
    {
        var memory = Parameter.Memory;
        memory.Device.Update(rule, memory, gradient.Memory, Moment(0), Moment(1), Parameter.Elements);
        memory.Version++;
    }

    private Storage? Moment(int i) => i < Moments.Length ? Moments[i].Memory : null;
}
