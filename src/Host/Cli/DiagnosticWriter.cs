using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes findings for a person: place, message, the line of the file with a mark under the offending text, and the remedy.</summary>
/// <param name="files">Where the files are that the findings name.</param>
internal sealed class DiagnosticWriter(CommandLineContext cli, TextWriter output, IReadOnlyDictionary<string, string> files)
{
    private const int Longest = 160;

    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);

    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Write(diagnostic);
    }

    public void Write(Diagnostic diagnostic)
    {
        var colon = cli.Language == Language.Chinese ? "：" : ": ";
        var place = diagnostic.Span.ToString();
        output.WriteLine($"{(place.Length == 0 ? "" : place + ": ")}{TextCatalog.Rules.Get("severity." + diagnostic.Severity, cli.Language)} {diagnostic.Code.Id}{colon}{diagnostic.Message(cli.Language)}");
        if (LineOf(diagnostic.Span) is { } line) WriteLine(line, diagnostic.Span);
        output.WriteLine("      " + diagnostic.Remedy(cli.Language));
        output.WriteLine();
    }

    private void WriteLine(string line, SourceSpan span)
    {
        var number = span.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var start = Math.Min(span.Column - 1, line.Length);
        var length = Math.Clamp(span.Length, 1, Math.Max(1, line.Length - start));
        // Of a very long line only the stretch around the finding is shown.
        var from = line.Length <= Longest ? 0 : Math.Max(0, start - Longest / 2);
        var shown = line[from..Math.Min(line.Length, from + Longest)];
        var marked = shown[(start - from)..Math.Min(shown.Length, start - from + length)];
        output.WriteLine($"{number} | {shown.Replace('\t', ' ')}");
        output.WriteLine($"{new string(' ', number.Length)} | {new string(' ', CellText.Width(shown[..(start - from)]))}{new string('^', Math.Max(1, CellText.Width(marked)))}");
    }

    private string? LineOf(SourceSpan span)
    {
        if (span.File is null || span.Line == 0 || !files.TryGetValue(span.File, out var path)) return null;
        if (!_lines.TryGetValue(path, out var lines)) _lines[path] = lines = File.Exists(path) ? File.ReadAllText(path).Split('\n') : [];
        return span.Line <= lines.Length ? lines[span.Line - 1].TrimEnd('\r') : null;
    }
}
