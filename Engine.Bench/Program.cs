using Engine.Bench.Commands;
using Spectre.Console.Cli;

var app = new CommandApp();
app.SetDefaultCommand<RunCommand>();
app.Configure(settings =>
{
    settings.SetApplicationName("Engine.Bench");
    settings.AddCommand<CsvCommand>("csv")
        .WithDescription("Print times as CSV, case by case, for a comparison with other engines.")
        .WithExample("csv", "--threads", "1,2", "--cases", "gemm,vae-784-400-20-b128");
    settings.AddCommand<PeaksCommand>("peaks")
        .WithDescription("Measure what this machine does at best: multiply-adds, and the bandwidth of each level of memory.")
        .WithExample("peaks", "--threads", "1,2");
    settings.AddCommand<RunCommand>("run")
        .WithDescription("Run the BenchmarkDotNet classes. What is run if no command is given.")
        .WithExample("run", "--short", "--filter", "*Product*");
    settings.SetExceptionHandler((error, _) =>
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    });
});
return app.Run(args);
