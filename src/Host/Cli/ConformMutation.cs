using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CrmWorkflows.Rules.Conformance.Mutation;
using CrmWorkflows.Rules.PolicySets;
using Spectre.Console;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf conform FILE --mutate</c>: which shifted figures no worked case and no test notices.</summary>
internal static class ConformMutation
{
    public static int Run(CommandLineContext cli, FileInfo file, LoadResult load, bool json, DateOnly? asOf)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var report = WithProgress(cli, advance => MutationRunner.Run(load.Library, file.Name, File.ReadAllBytes(file.FullName), cli.Moment(asOf), advance, cancellation.Token));
            new DiagnosticWriter(cli, cli.Error, load.Files).Write(report.Diagnostics);
            if (json) WriteJson(cli, report);
            else Write(cli, report);
            return report.AllNoticed && !load.HasErrors ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            cli.Error.WriteLine(cli.Text("cli.conform.mutate.cancelled"));
            return ExitCode.Cancelled;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static MutationReport WithProgress(CommandLineContext cli, Func<Action<int, int>?, MutationReport> work)
    {
        if (!cli.IsTerminal) return work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(cli.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(cli.Text("cli.conform.mutate.progress", 0, 0));
                return work((done, total) =>
                {
                    task.MaxValue = total;
                    task.Value = done;
                    task.Description = cli.Text("cli.conform.mutate.progress", done, total);
                });
            });
    }

    private static void Write(CommandLineContext cli, MutationReport report)
    {
        foreach (var check in report.FailingChecks) cli.Out.WriteLine(cli.Text("cli.conform.mutate.failing", check));
        foreach (var mutant in report.Mutants.Where(m => m.Status == MutantStatus.Survived)) cli.Out.WriteLine(Sentence(cli, mutant));
        var excused = report.Mutants.Where(m => m.Status == MutantStatus.Equivalent).ToArray();
        if (excused.Length > 0) cli.Out.WriteLine(cli.Text("cli.conform.mutate.equivalent", excused.Length));
        foreach (var mutant in excused) cli.Out.WriteLine($"  {Sentence(cli, mutant)}{cli.Text("cli.conform.mutate.reason", mutant.Reason)}");
        var (noticed, survived) = (report.Count(MutantStatus.Noticed), report.Count(MutantStatus.Survived));
        cli.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{noticed + survived} mutants, {noticed} noticed, {survived} survived"));
    }

    private static string Sentence(CommandLineContext cli, Mutant mutant) =>
        $"{mutant.Place} {mutant.Policy}/{mutant.Document} {mutant.Pointer}  {mutant.Label.In(cli.Language)}: {mutant.Change}";

    private static void WriteJson(CommandLineContext cli, MutationReport report) => cli.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("mutants", report.Count(MutantStatus.Noticed) + report.Count(MutantStatus.Survived));
        foreach (var status in Enum.GetValues<MutantStatus>()) json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), report.Count(status));
        json.WriteStartArray("failing");
        foreach (var check in report.FailingChecks) json.WriteStringValue(check);
        json.WriteEndArray();
        json.WriteStartArray("list");
        foreach (var mutant in report.Mutants.Where(m => m.Status != MutantStatus.Noticed)) WriteJson(cli, json, mutant);
        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in report.Diagnostics) DiagnosticJson.Write(json, diagnostic, cli.Language);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteJson(CommandLineContext cli, Utf8JsonWriter json, Mutant mutant)
    {
        json.WriteStartObject();
        json.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(mutant.Status.ToString()));
        json.WriteString("policy", mutant.Policy);
        json.WriteString("document", mutant.Document);
        json.WriteString("file", mutant.Place.File);
        json.WriteNumber("line", mutant.Place.Line);
        json.WriteString("pointer", mutant.Pointer);
        json.WriteString("label", mutant.Label.In(cli.Language));
        json.WriteString("change", mutant.Change);
        if (mutant.Reason is { } reason) json.WriteString("reason", reason.In(cli.Language));
        json.WriteEndObject();
    }
}
