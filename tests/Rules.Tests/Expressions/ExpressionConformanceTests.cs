using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Values;
using CsvHelper;
using CsvHelper.Configuration;
using Xunit.Abstractions;
using Calendar = CrmWorkflows.Rules.Calendars.Calendar;

namespace CrmWorkflows.Rules.Tests.Expressions;

/// <summary>
/// What every operator and function means, as rows that a rule author can read: <c>expression; facts; outcome; note</c>.
/// An outcome is a JSON value, <c>missing path, path</c>, <c>fault CODE</c> or <c>error CODE</c> (found when the document is loaded).
/// </summary>
public sealed class ExpressionConformanceTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Conformance", "expressions");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.csv").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_means_what_it_says(string file)
    {
        var vocabulary = Vocabulary.Read();
        var wrong = new List<string>();
        var rows = 0;
        using var reader = new StreamReader(Path.Combine(Folder, file), Encoding.UTF8);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", TrimOptions = TrimOptions.Trim, Mode = CsvMode.NoEscape, AllowComments = true });
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            rows++;
            var expression = csv.GetField("expression")!;
            var facts = csv.GetField("facts")!;
            var expected = csv.GetField("outcome")!;
            var actual = vocabulary.Evaluate(expression, facts, expected);
            if (actual is not null) wrong.Add($"line {csv.Parser.Row}: {expression} with {facts}: expected {expected}, got {actual}");
        }
        output.WriteLine($"{file}: {rows} rows");
        Assert.True(rows > 0);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private sealed record Vocabulary(TypeTable Types, IReadOnlyList<(string Name, FactType Type)> Facts, Calendar Calendar)
    {
        public static Vocabulary Read()
        {
            var bag = new DiagnosticBag();
            var root = (JsonObjectNode)JsonSource.Parse("vocabulary.json", File.ReadAllBytes(Path.Combine(Folder, "vocabulary.json")), bag)!;
            var entries = ((JsonObjectNode)root["types"]!).Members.ToDictionary(m => m.Name, m => new DocumentReader(bag).Read<TypeEntry>(m.Value)!);
            var types = DeclaredTypes.Read(entries, TypeTable.Default, bag);
            var facts = ((JsonObjectNode)root["facts"]!).Members.Select(m => (m.Name, types.Parse(((JsonTextNode)m.Value).Value, (_, _) => m.NameSpan, bag)!)).ToArray();
            Assert.Empty(bag.ToImmutable());
            var calendar = SharedRules.Read(Path.Combine(Repository.Root, "rules"), bag).Calendar("cn")!;
            return new Vocabulary(types, facts, calendar);
        }

        // Null when the row holds, otherwise what came out instead.
        public string? Evaluate(string expression, string facts, string expected)
        {
            var bag = new DiagnosticBag();
            var scope = new Scope(FunctionLibrary.BuiltIn, Types, hasCalendar: true);
            for (var i = 0; i < Facts.Count; i++) Assert.True(scope.TryAdd(new FactSymbol(Facts[i].Name, Facts[i].Type, null, i)));
            var errors = new ParseErrors();
            var syntax = Parser.ParseExpression(expression, Dialect.Own, errors);
            foreach (var error in errors.Items) bag.Add(error.Code, SourceSpan.None, error.Arguments.AsSpan());
            var bound = errors.Any ? null : new Binder(scope, _ => SourceSpan.None, bag).Bind(syntax);
            if (bag.HasErrors) return Answer("error " + bag.ToImmutable()[0].Code.Id, expected, string.Join(" ", bag.ToImmutable()));
            var context = new EvaluationContext(Facts.Count, scope.LocalCount)
            {
                Now = new DateTimeOffset(2026, 5, 12, 9, 30, 0, TimeSpan.FromHours(8)),
                Today = new DateOnly(2026, 5, 12),
                AsOf = new DateOnly(2026, 5, 11),
                Calendar = Calendar,
            };
            for (var i = 0; i < Facts.Count; i++) context.Facts[i] = Value.Missing(Facts[i].Name);
            var given = (JsonObjectNode)JsonSource.Parse("facts", "{" + facts + "}", bag)!;
            Assert.Empty(bag.ToImmutable());
            foreach (var member in given.Members)
            {
                var index = Facts.ToList().FindIndex(f => f.Name == member.Name);
                Assert.True(index >= 0, $"The vocabulary has no '{member.Name}'.");
                context.Facts[index] = JsonValueReader.Read(member.Value, Facts[index].Type, LocalizedText.Same(member.Name), bag);
                Assert.Empty(bag.ToImmutable().Select(d => d.ToString()));
            }
            try
            {
                var value = ReferenceEvaluator.Evaluate(bound!, context);
                if (value.IsMissing) return Answer("missing " + string.Join(", ", value.MissingPaths), expected);
                if (expected.StartsWith("missing", StringComparison.Ordinal) || expected.StartsWith("fault", StringComparison.Ordinal) || expected.StartsWith("error", StringComparison.Ordinal)) return DecisionJson.Write(value);
                var node = JsonSource.Parse("outcome", expected, bag);
                Assert.NotNull(node);
                return ConformanceRunner.Same(value, node) ? null : DecisionJson.Write(value);
            }
            catch (EvaluationFault fault)
            {
                return Answer("fault " + fault.Code.Id, expected);
            }
        }

        private static string? Answer(string actual, string expected, string? more = null) => actual == expected ? null : $"{actual} {more}";
    }
}
