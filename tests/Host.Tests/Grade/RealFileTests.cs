using System.Globalization;
using CrmWorkflows.Host.Tests.Cli;
using CsvHelper;

namespace CrmWorkflows.Host.Tests.Grade;

/// <summary>The public customer files: every row comes out once, and the answers are those of the policy written by hand over CsvHelper.</summary>
public sealed class RealFileTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("crmwf").FullName;

    private string Out => Path.Combine(_scratch, "out.csv");

    private string Rejects => Path.Combine(_scratch, "rejects.csv");

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void Card_customers_are_scored_as_the_policy_says()
    {
        var run = Grade("bank", "card-customers", "bank-card-customers.csv");
        Assert.EndsWith("5,064 decided, 0 undetermined, 0 rejected\n", run.Out, StringComparison.Ordinal);
        var answers = Read(Out).ToArray();
        var rows = Read(Source("bank-card-customers.csv")).ToArray();
        Assert.Equal(rows.Select(r => r["CLIENTNUM"]), answers.Select(r => r["CLIENTNUM"]));
        foreach (var (row, answer) in rows.Zip(answers)) Assert.Equal((row["CLIENTNUM"], ScoreOf(row)), (row["CLIENTNUM"], Number(answer["score"])));
    }

    [Fact]
    public void Motor_customers_are_tiered_as_the_policy_says()
    {
        var run = Grade("insurance", "motor-customers", "insurance-customers.csv");
        Assert.EndsWith("4,554 decided, 10 undetermined, 3 rejected\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(["94", "4437", "4457"], Read(Rejects).Select(r => r["line"]));

        var expected = Read(Source("insurance-customers.csv")).Where(r => r["Customer"].Length > 0).ToArray();
        var actual = Read(Out).ToArray();
        Assert.Equal(expected.Select(r => r["Customer"]), actual.Select(r => r["Customer"]));
        foreach (var (row, answer) in expected.Zip(actual)) Assert.Equal((row["Customer"], TierOf(row)), (row["Customer"], answer["tier"]));
    }

    [Fact]
    public void Telecom_customers_are_ranked_and_a_blank_total_charge_is_no_error()
    {
        var run = Grade("telecom", "churn-retention", "telecom-customers.csv");
        Assert.EndsWith("3,522 decided, 0 undetermined, 0 rejected\n", run.Out, StringComparison.Ordinal);
        var source = Read(Source("telecom-customers.csv")).ToDictionary(r => r["customerID"]);
        foreach (var answer in Read(Out))
        {
            var row = source[answer["customerID"]];
            Assert.Equal(row["Churn"] == "Yes", answer["measure"] == "winBack");
            if (answer["priority"] == "urgent") Assert.Equal(("Month-to-month", "high", "1wd"), (row["Contract"], answer["value"], answer["within"]));
        }
    }

    [Fact]
    public void A_pipe_gives_what_a_file_gives_and_says_the_rest_on_the_error_stream()
    {
        Grade("telecom", "churn-retention", "telecom-customers.csv");
        using var piped = new MemoryStream();
        var run = CommandLineRun.Piped(File.ReadAllText(Source("telecom-customers.csv")), piped,
            "grade", "--line", "telecom", "--policy", "churn-retention", "--rules", "~/rules", "--in", "-", "--out", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Equal(File.ReadAllBytes(Out), piped.ToArray());
        Assert.Contains("3,522 decided", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_when_the_file_is_of_no_use()
    {
        File.WriteAllText(Out, "yesterday's answers");
        var run = CommandLineRun.Of("grade", "--line", "telecom", "--policy", "churn-retention", "--rules", "~/rules",
            "--in", Source("insurance-customers.csv"), "--out", Out);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CWF3302", run.Error, StringComparison.Ordinal);
        Assert.Equal("yesterday's answers", File.ReadAllText(Out));
        Assert.Equal([Out], Directory.GetFiles(_scratch));
    }

    [Theory]
    [InlineData("Did you mean 'bank'?", "bnk", "card-customers")]
    [InlineData("Did you mean 'motor-customers'?", "insurance", "motor-customer")]
    public void A_wrong_name_is_answered_with_the_right_one(string expected, string line, string policy)
    {
        var run = CommandLineRun.Of("grade", "--line", line, "--policy", policy, "--rules", "~/rules", "--in", Source("insurance-customers.csv"), "--out", Out);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private CommandLineRun Grade(string line, string policy, string file)
    {
        var run = CommandLineRun.Of("grade", "--line", line, "--policy", policy, "--rules", "~/rules", "--in", Source(file), "--out", Out, "--rejects", Rejects);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run;
    }

    // The clause in C#, as a second opinion; figures are the policy's of today.
    private static string TierOf(Dictionary<string, string> row)
    {
        if (row["Customer Lifetime Value"].Length == 0 || row["Monthly Premium Auto"].Length == 0 || row["Months Since Policy Inception"].Length == 0
            || row["Number of Open Complaints"].Length == 0 || row["Effective To Date"].Length == 0) return "";
        var value = Number(row["Customer Lifetime Value"]);
        var premium = Number(row["Monthly Premium Auto"]);
        var loyal = Number(row["Months Since Policy Inception"]) >= 72 || Number(row["Number of Policies"]) >= 4;
        return value >= 15000 && (premium >= 110 || loyal) ? "diamond" : value >= 9000 && (premium >= 100 || loyal) ? "gold" : value >= 5000 || loyal ? "silver" : "standard";
    }

    private static decimal ScoreOf(Dictionary<string, string> row)
    {
        return Points("Total_Trans_Amt", [1500, 3000, 4500, 8000], [4, 8, 12, 16, 20])
            + Points("Total_Trans_Ct", [30, 60, 90], [3, 7, 11, 15])
            + Points("Credit_Limit", [3000, 10000, 20000], [4, 8, 12, 15])
            + Points("Total_Relationship_Count", [2, 3, 4, 5], [3, 6, 9, 12, 15])
            + Points("Total_Revolving_Bal", [0.0001m, 1000, 1800], [0, 4, 7, 10])
            + Points("Months_on_book", [24, 36, 48], [3, 6, 8, 10])
            + Points("Months_Inactive_12_mon", [2, 3, 4], [10, 7, 4, 0])
            + row["Income_Category"] switch { "Less than $40K" => 1, "$60K - $80K" => 3, "$80K - $120K" => 4, "$120K +" => 5, _ => 2 };

        int Points(string column, decimal[] from, int[] points) => points[from.Count(f => Number(row[column]) >= f)];
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Source(string file) => Path.Combine(Repository.Root, "samples", "data", file);

    private static IEnumerable<Dictionary<string, string>> Read(string file)
    {
        using var reader = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        while (reader.Read()) yield return reader.HeaderRecord!.ToDictionary(h => h, h => reader[h]!);
    }
}
