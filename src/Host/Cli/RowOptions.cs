using System.CommandLine;
using CrmWorkflows.Rules.Deciding.Batch;

namespace CrmWorkflows.Host.Cli;

/// <summary>The options of the verbs that read rows of a file: which policy, which decision, which file.</summary>
internal sealed class RowOptions(CommandLineContext cli)
{
    private readonly Option<string> _line = new("--line") { Description = cli.Text("cli.rows.line"), HelpName = "LINE", Required = true };
    private readonly Option<string> _policy = new("--policy") { Description = cli.Text("cli.rows.policy"), HelpName = "POLICY", Required = true };
    private readonly Option<string?> _decision = new("--decision") { Description = cli.Text("cli.rows.decision"), HelpName = "DECISION" };
    private readonly Option<string> _input = new("--in") { Description = cli.Text("cli.rows.in"), HelpName = "FILE", Required = true };
    private readonly Option<string?> _format = new Option<string>("--format") { Description = cli.Text("cli.rows.format"), HelpName = "csv|jsonl" }.AcceptOnly(cli, "csv", "jsonl")!;
    private readonly Option<string> _rules = new("--rules") { Description = cli.Text("cli.rows.rules"), HelpName = "DIR", DefaultValueFactory = _ => "rules" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_line, _policy, _decision, _input, _format, _rules]) command.Add(option);
    }

    public RowJob Read(ParseResult parsed, string? output = null)
    {
        var input = parsed.GetValue(_input)!;
        var format = parsed.GetValue(_format);
        var read = FormatOf(format, input) ?? RowFormat.Csv;
        return new RowJob(parsed.GetValue(_rules)!, parsed.GetValue(_line)!, parsed.GetValue(_policy)!, parsed.GetValue(_decision), input,
            read, FormatOf(format, output) ?? read, parsed.AsOf());
    }

    // What is written counts, then the name of the file; what is piped follows the other end.
    private static RowFormat? FormatOf(string? written, string? file) => (written ?? Path.GetExtension(file ?? "").TrimStart('.').ToLowerInvariant()) switch
    {
        "csv" or "txt" or "tsv" => RowFormat.Csv,
        "jsonl" or "ndjson" or "json" => RowFormat.JsonLines,
        _ => null,
    };
}
