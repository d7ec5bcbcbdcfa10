using System.Globalization;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>What surrounds every example: its command line, error messages and the last line for scripts.</summary>
public static class Example
{
    /// <summary>Runs an example by its command line. Errors of input and files end it with their message, not with a stack.</summary>
    public static int Run<TCommand>(string[] args) where TCommand : class, ICommand
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = !stop.IsCancellationRequested;     // the second Ctrl-C ends at once
            stop.Cancel();
        };
        var app = new CommandApp<TCommand>();
        app.Configure(settings =>
        {
            settings.UseStrictParsing();                    // a misspelt option is an error, not a run with the default
            settings.SetExceptionHandler((error, _) =>
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{error.GetType().Name}[/]: {error.Message}");
                return 1;
            });
        });
        return app.Run(args, stop.Token);
    }

    /// <summary>The last line of every example: <c>result: key=value …</c>, in invariant numbers.</summary>
    public static int Result(params (string Key, object Value)[] values)
    {
        Console.WriteLine("result: " + string.Join(' ', values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:0.#####}"))));
        return 0;
    }
}
