#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Reverse-mode differentiation in one sitting: a number that remembers how it was made. The whole idea of Engine.Core/Autodiff,
// without tensors, memory or devices; the real tape differs in that it keeps its notes in a list of its own.

using Engine;
using Examples;
using Spectre.Console.Cli;

return Example.Run<MicroExample>(args);

/// <summary>A scalar and, if it was computed, what from: each input with ∂this/∂input.</summary>
internal sealed class Value(double data, params (Value Input, double Slope)[] inputs)
{
    public double Data { get; } = data;

    /// <summary>∂result/∂this, once <see cref="Backward"/> has run on the result.</summary>
    public double Gradient { get; private set; }

    // Each operation computes its value and notes its local slopes: that is all that a new operation needs.
    public static Value operator +(Value a, Value b) => new(a.Data + b.Data, (a, 1), (b, 1));
    public static Value operator *(Value a, Value b) => new(a.Data * b.Data, (a, b.Data), (b, a.Data));
    public static Value operator -(Value a, Value b) => new(a.Data - b.Data, (a, 1), (b, -1));
    public Value Tanh() => Math.Tanh(Data) is var y ? new(y, (this, 1 - y * y)) : this;
    public static implicit operator Value(double constant) => new(constant);

    /// <summary>The chain rule from the result back: a value's gradient is complete once all that use it have passed theirs on.</summary>
    public void Backward()
    {
        var order = Order();
        foreach (var value in order) value.Gradient = 0;
        Gradient = 1;
        foreach (var value in order)
            foreach (var (input, slope) in value.Inputs) input.Gradient += value.Gradient * slope;      // added, never assigned
    }

    private (Value Input, double Slope)[] Inputs { get; } = inputs;

    /// <summary>Every value that this one was computed from, users before what they use; a stack of one's own instead of recursion.</summary>
    private List<Value> Order()
    {
        var (order, seen, open) = (new List<Value>(), new HashSet<Value>(), new Stack<(Value Value, bool Done)>());
        open.Push((this, false));
        while (open.TryPop(out var top))
        {
            if (top.Done) { order.Add(top.Value); continue; }
            if (!seen.Add(top.Value)) continue;
            open.Push((top.Value, true));
            foreach (var (input, _) in top.Value.Inputs) open.Push((input, false));
        }
        order.Reverse();
        return order;
    }
}

internal sealed class MicroExample : Command<ExampleSettings>
{
    // Learns XOR with two hidden units; every weight is a Value.
    public override int Execute(CommandContext context, ExampleSettings options, CancellationToken cancellationToken)
    {
        var rng = new RandomStream(options.Seed + 3);
        var weights = rng.Normal([9]).ToDoubles().Select(number => new Value(number)).ToArray();
        (double A, double B, double Y)[] table = [(-1, -1, -1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)];
        var loss = 0.0;
        for (var step = 0; step <= 500 && !cancellationToken.IsCancellationRequested; step++)
        {
            Value total = 0;
            foreach (var (a, b, y) in table)
            {
                var error = Output(weights, a, b) - y;
                total += error * error;
            }
            total.Backward();
            loss = total.Data;
            weights = [.. weights.Select(weight => new Value(weight.Data - 0.1 * weight.Gradient))];
            if (step % 100 == 0) Console.WriteLine(FormattableString.Invariant($"step {step,3}  squared error {loss:0.00000}"));
        }
        foreach (var (a, b, _) in table) Console.WriteLine(FormattableString.Invariant($"{a,2} xor {b,2} → {Output(weights, a, b).Data,6:0.000}"));
        return Example.Result(("squared_error", loss));
    }

    private static Value Output(Value[] w, double a, double b)
    {
        var first = (w[0] * a + w[1] * b + w[2]).Tanh();
        var second = (w[3] * a + w[4] * b + w[5]).Tanh();
        return w[6] * first + w[7] * second + w[8];
    }
}
