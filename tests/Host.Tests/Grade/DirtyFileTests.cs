using System.Text;
using System.Text.RegularExpressions;
using CrmWorkflows.Host.Tests.Cli;

namespace CrmWorkflows.Host.Tests.Grade;

/// <summary>
/// Files as companies send them (tests/Conformance/readers): what is refused and how it reads stands beside each in both languages.
/// CRMWF_GOLDEN=1 writes the texts anew; look at the difference before committing it.
/// </summary>
public sealed partial class DirtyFileTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Conformance", "readers");
    private readonly string _scratch = Directory.CreateTempSubdirectory("crmwf").FullName;

    public static TheoryData<string, string> Files
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Folder).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                foreach (var language in (string[])["en", "zh"]) data.Add(Path.GetFileName(file), language);
            return data;
        }
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_refused_reads_as_written_beside_the_file(string file, string language)
    {
        var actual = Run(Path.Combine(Folder, file), language);
        var golden = Path.Combine(Folder, $"{file}.{language}.txt");
        if (Environment.GetEnvironmentVariable("CRMWF_GOLDEN") == "1") File.WriteAllText(golden, actual);
        Assert.Equal(File.ReadAllText(golden), actual);
        Assert.DoesNotMatch(@"\{\d", actual);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_named_and_passed_over()
    {
        var rows = File.ReadAllLines(Path.Combine(Folder, "semicolons.csv"));
        var file = Path.Combine(_scratch, "long.csv");
        File.WriteAllLines(file, [.. rows[..2], new string('x', 10_000_000), .. rows[2..]]);
        var actual = Run(file, "en");
        Assert.Contains("3: CWF3311 The line is longer than 1024 KB", actual, StringComparison.Ordinal);
        Assert.EndsWith("6 rows: 5 decided, 0 undetermined, 1 rejected\n", actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_a_megabyte_does_not_close_costs_one_line()
    {
        var rows = File.ReadAllLines(Path.Combine(Folder, "bom-crlf.csv"));
        var file = Path.Combine(_scratch, "quote.csv");
        var bad = "\"" + rows[1];
        File.WriteAllLines(file, [rows[0], bad, .. Enumerable.Repeat(rows[2], 20_000)]);
        Assert.EndsWith(": 20,000 decided, 0 undetermined, 1 rejected\n", Run(file, "en"), StringComparison.Ordinal);
    }

    // What a person sees, without the answers: findings, rejected rows, and the last line.
    private string Run(string file, string language)
    {
        var rejects = Path.Combine(_scratch, "rejects.csv");
        var run = CommandLineRun.Of("grade", "--line", "insurance", "--policy", "motor-customers", "--rules", "~/rules", "--in", file,
            "--out", Path.Combine(_scratch, "out.csv"), "--rejects", rejects, "--lang", language);
        var text = new StringBuilder().Append("exit ").Append(run.ExitCode).Append('\n');
        text.Append(run.Error.Replace(file, Path.GetFileName(file), StringComparison.Ordinal));
        if (File.Exists(rejects))
        {
            using var reader = new CsvHelper.CsvReader(new StreamReader(rejects), System.Globalization.CultureInfo.InvariantCulture);
            reader.Read();
            reader.ReadHeader();
            while (reader.Read())
                text.Append($"{reader["line"]}: {reader["code"]} {reader["reason"]} {reader["remedy"]}").Append('\n');
        }
        if (run.Out.Length > 0) text.Append(Timing().Replace(run.Out.TrimEnd('\n').Split('\n')[^1], "")).Append('\n');
        return text.ToString();
    }

    [GeneratedRegex(@" in [0-9.]+ s \([0-9,]+ a second\)|，用时 [0-9.]+ 秒（每秒 [0-9,]+ 行）")]
    private static partial Regex Timing();
}
