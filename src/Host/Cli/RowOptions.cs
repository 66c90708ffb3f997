using System.CommandLine;
using CrmWorkflows.Rules.Deciding.Batch;

namespace CrmWorkflows.Host.Cli;

/// <summary>The options of the verbs that read rows of a file: which policy, which decision, which file.</summary>
internal sealed class RowOptions(CommandLineContext cli)
{
    private readonly PolicyOptions _policy = new(cli);
    private readonly Option<string?> _decision = new("--decision") { Description = cli.Text("cli.rows.decision"), HelpName = "DECISION" };
    private readonly Option<string> _input = new("--in") { Description = cli.Text("cli.rows.in"), HelpName = "FILE", Required = true };
    private readonly Option<string> _format = new Option<string>("--format") { Description = cli.Text("cli.rows.format"), HelpName = "csv|jsonl" }.AcceptOnly(cli, "csv", "jsonl");

    public void AddTo(Command command)
    {
        _policy.AddTo(command);
        foreach (var option in (Option[])[_decision, _input, _format]) command.Add(option);
    }

    /// <summary>What is asked for; null when it cannot be done, and the reason is written.</summary>
    public RowJob? Read(ParseResult parsed, string? output = null)
    {
        var input = parsed.GetRequiredValue(_input);
        var format = parsed.GetValue(_format);
        var read = FormatOf(format, input) ?? RowFormat.Csv;
        return _policy.FindPolicy(parsed) is { } policy
            ? RowJob.Make(cli, policy, parsed.GetValue(_decision), input, cli.Moment(parsed.AsOf()), read, FormatOf(format, output) ?? read)
            : null;
    }

    // What is written counts, then the name of the file; what is piped follows the other end.
    private static RowFormat? FormatOf(string? written, string? file) => (written ?? Path.GetExtension(file ?? "").TrimStart('.').ToLowerInvariant()) switch
    {
        "csv" or "txt" or "tsv" => RowFormat.Csv,
        "jsonl" or "ndjson" or "json" => RowFormat.JsonLines,
        _ => null,
    };
}
