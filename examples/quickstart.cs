#:project Common/Examples.Common.csproj
#:property PublishAot=false

// The README's first lines: tensors, a tape, a gradient.

using Engine;
using Examples;
using Spectre.Console.Cli;

return Example.Run<QuickstartExample>(args);

internal sealed class QuickstartExample : Command<ExampleSettings>
{
    public override int Execute(CommandContext context, ExampleSettings options, CancellationToken cancel)
    {
        var device = options.OpenDevice();

        var x = Tensor.Of([[1, 2], [3, 4]], device);
        var w = Tensor.Randn([2, 1], options.Seed, device);
        using var tape = Tape.Record();
        tape.Watch(w);
        var loss = (x.MatMul(w) - 1).Square().Mean();
        var g = tape.Gradient(loss, w);                   // same shape as w
        Console.WriteLine($"loss {loss}");
        Console.WriteLine($"gradient\n{g}");

        return Example.Result(("loss", loss.Item()), ("gradient_norm", g.Square().Sum().Sqrt().Item()));
    }
}
