using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Diagnostics;

/// <summary>A page under docs/errors: what is shown as bad and as good, each one sample of one or several files.</summary>
internal sealed partial record ErrorPage(string Id, string Heading, IReadOnlyList<(string Info, string Text)> Bad, IReadOnlyList<(string Info, string Text)> Good)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "errors");

    public static ErrorPage Read(string id)
    {
        var (bad, good) = (new List<(string, string)>(), new List<(string, string)>());
        var lines = File.ReadAllLines(Path.Combine(Folder, id + ".md"));
        List<(string, string)>? into = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "## Bad") into = bad;
            else if (lines[i] == "## Good") into = good;
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, "```", i + 1);
                into?.Add((lines[i][3..], Expanded(lines[i], string.Join('\n', lines[(i + 1)..end]))));
                i = end;
            }
        }
        return new ErrorPage(id, lines[0], bad, good);
    }

    // {x}×3 in a sample that says so is xxx: samples of limits stay readable.
    private static string Expanded(string info, string text) => !info.EndsWith(" repeated", StringComparison.Ordinal) ? text
        : Repetition().Replace(text, m => string.Concat(Enumerable.Repeat(m.Groups[1].Value, int.Parse(m.Groups[2].ValueSpan, null))));

    [GeneratedRegex(@"\{([^{}]+|\{|\})\}×(\d+)")]
    private static partial Regex Repetition();
}
