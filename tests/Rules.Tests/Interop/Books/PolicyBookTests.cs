using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Interop.Books;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Interop.Books;

/// <summary>The books of all policies of this repository, in both languages: readable, complete, and without a name that only the files know.</summary>
public sealed partial class PolicyBookTests
{
    private static readonly Language[] Both = [Language.Chinese, Language.English];

    private static readonly PolicyLibrary Library = PolicyLoader.Load(Path.Combine(Repository.Root, "rules")).Library;

    public static TheoryData<string> Policies => [.. Library.Policies.Select(p => $"{p.Line}/{p.Name}")];

    private static PolicySet Policy(string name) => Library.Policies.Single(p => $"{p.Line}/{p.Name}" == name);

    /// <summary>CRMWF_GOLDEN=1 writes the books beside this file anew.</summary>
    [Theory]
    [InlineData("bank/card-customers", "zh")]
    [InlineData("bank/complaint-desk", "zh")]
    [InlineData("insurance/motor-customers", "en")]
    [InlineData("telecom/churn-retention", "en")]
    public void A_book_reads_as_written_beside_the_test(string name, string language)
    {
        var book = PolicyBook.Write(Policy(name), language == "zh" ? Language.Chinese : Language.English);
        var golden = Path.Combine(Repository.Root, "tests", "Rules.Tests", "Interop", "Books", $"{name.Split('/')[1]}.{language}.md");
        if (Environment.GetEnvironmentVariable("CRMWF_GOLDEN") == "1") File.WriteAllText(golden, book);
        Assert.Equal(File.ReadAllText(golden), book);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_name_of_a_fact_parameter_tier_or_role_stands_in_a_book(string name)
    {
        var policy = Policy(name);
        foreach (var language in Both)
        {
            var book = PolicyBook.Write(policy, language);
            // A name may be a word of a label, or of the language.
            var labels = Words(string.Join(' ', Texts(policy).Select(t => t.In(language)).Concat(policy.Clauses.Select(c => c.Reference)).Concat(Foreign(policy)))).ToHashSet(StringComparer.Ordinal);
            var leaked = Words(book).Where(w => w.Length > 1 && !labels.Contains(w) && (language == Language.Chinese
                ? w is not "USD"
                : Names(policy).Contains(w) && (w.Skip(1).Any(char.IsUpper) || w.Contains('-', StringComparison.Ordinal))));
            Assert.Empty(leaked);
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_sign_of_an_expression_or_of_JSON_stands_in_a_book(string name)
    {
        foreach (var language in Both)
        {
            var lines = PolicyBook.Write(Policy(name), language).Split('\n');
            Assert.DoesNotContain(lines, l => Signs().IsMatch(l));
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_figure_of_a_policy_stands_in_its_book(string name)
    {
        var policy = Policy(name);
        foreach (var language in Both)
        {
            var book = PolicyBook.Write(policy, language);
            foreach (var document in policy.Documents)
                foreach (var figure in document.Parts.Figures.Where(f => f.Parameter is not null))
                {
                    var value = JsonValueReader.Read(figure.Node, figure.Type, figure.Label, new DiagnosticBag());
                    Assert.All(Scalars(value, figure.Type), s => Assert.Contains(Written(s.Value, s.Type, document, language), book, StringComparison.Ordinal));
                }
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_clause_has_its_place_in_the_order_of_the_published_text(string name)
    {
        var policy = Policy(name);
        foreach (var language in Both)
        {
            var headings = PolicyBook.Write(policy, language).Split('\n').Where(l => l.StartsWith("### ", StringComparison.Ordinal)).ToArray();
            Assert.Equal(PublishedOrder.Of(policy.Clauses).Select(c => $"### {BookTexts.Reference(c.Reference, language)} {c.Title.In(language)}"), headings.Take(policy.Clauses.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_text_of_a_book_exists_in_its_language(string name)
    {
        var policy = Policy(name);
        Assert.DoesNotMatch(@"\b(book|phrase|wording|choice|member|amount|grading|penalty|obligation|service|approval|access|allocation|checklist|table)\.[a-zA-Z]", PolicyBook.Write(policy, Language.Chinese));
        // Chinese stands in an English book only where the published text is referred to.
        var references = policy.Clauses.Select(c => c.Reference).Concat(policy.Documents.Select(d => d.Source.Source?.Reference)).OfType<string>().Select(r => BookTexts.Reference(r, Language.English)).OrderByDescending(r => r.Length);
        var english = references.Aggregate(PolicyBook.Write(policy, Language.English), (text, reference) => text.Replace(reference, "", StringComparison.Ordinal));
        Assert.DoesNotContain(english.Split('\n'), l => l.Any(c => c is >= '一' and <= '鿿'));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_holds_when_an_optional_fact_is_not_supplied_stands_in_the_book(string name)
    {
        var policy = Policy(name);
        var lines = PolicyBook.Write(policy, Language.Chinese).Split('\n').Where(l => l.Contains("提供", StringComparison.Ordinal)).ToArray();
        foreach (var document in policy.Documents)
            foreach (var fact in document.Facts.Where(f => !f.Required))
                Assert.Contains(lines, l => l.Contains(fact.Label.In(Language.Chinese), StringComparison.Ordinal));
    }

    [Fact]
    public void A_duty_names_the_states_that_it_can_have_and_no_other()
    {
        var book = PolicyBook.Write(Policy("guarantee/guarantee-resource-library"), Language.English);
        Assert.Contains("State (one of: open, met, breached).", book, StringComparison.Ordinal);
        Assert.Contains("| breached | done after the time limit, or not done when it has passed |", book, StringComparison.Ordinal);
        Assert.DoesNotContain("| too early |", book, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_is_looked_up_is_told_first_and_its_table_not_again()
    {
        var book = PolicyBook.Write(Policy("guarantee/guarantee-resource-library"), Language.English);
        Assert.Contains("is 1 (“Gravity of each measure”: Verbal admonition)", book, StringComparison.Ordinal);
        Assert.DoesNotContain("| For | Gravity of each measure |", book, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_serves_one_clause_stands_behind_it()
    {
        var lines = PolicyBook.Write(Policy("fund/fund-customer-service"), Language.English).Split('\n').Where(l => l.StartsWith('#')).ToArray();
        var helper = Array.IndexOf(lines, "#### Complaint answered and not settled");
        Assert.StartsWith("### 第七章 9⑤", lines[helper - 1], StringComparison.Ordinal);
        Assert.DoesNotContain("## Other rules that the clauses rest on", lines);
    }

    // A text that is the code of something is told by what it means.
    private static string Written(Value value, FactType type, DecisionDocument document, Language language) =>
        value.Kind == ValueKind.Text && type.NotNull() is not EnumType && document.Parts.Types.Declared.OfType<EnumType>().FirstOrDefault(t => t.Declaration.IndexOf(value.AsText()) >= 0) is { } codes
            ? codes.Declaration.LabelOf(value.AsText()).In(language)
            : ValueText.InFull(value, type, null, language).Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    private static HashSet<string> Names(PolicySet policy)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in policy.Documents)
        {
            names.UnionWith(document.Facts.Select(f => f.Name));
            names.UnionWith(document.Fields.Select(f => f.Name));
            names.UnionWith(document.Source.Parameters.Keys);
            names.UnionWith(document.Source.Let.Select(l => l.Name));
            names.UnionWith(document.Source.Uses.Select(u => u.Name));
            names.UnionWith(document.Parts.Types.Declared.SelectMany(t => t switch
            {
                EnumType e => e.Declaration.Members.Select(m => m.Code).Append(t.BaseName),
                RecordType r => r.MemberNames.Append(t.BaseName),
                _ => [],
            }));
            if (document.Body.ResultType is { } result) names.UnionWith(result.MemberNames);
            names.Add(document.Name);
        }
        return names;
    }

    // Everything that the files say for people.
    // The file of another product is referred to by the names under which it is published.
    private static IEnumerable<string> Foreign(PolicySet policy) =>
        policy.Documents.Select(d => d.Source.Node).OfType<JsonObjectNode>().SelectMany(n => new[] { n["file"], n["workflow"] }).OfType<JsonTextNode>().Select(t => t.Value);

    private static IEnumerable<LocalizedText> Texts(PolicySet policy) =>
        policy.Documents.SelectMany(d => Localized(d.Source.Node)).Concat(Localized(policy.Description.Node))
            .Concat(policy.Documents.SelectMany(d => d.Parts.Types.Declared).OfType<EnumType>().SelectMany(e => e.Declaration.Members).Select(m => m.Label).OfType<LocalizedText>());

    private static IEnumerable<LocalizedText> Localized(JsonSourceNode node) => node switch
    {
        JsonObjectNode obj when obj["zh"] is JsonTextNode zh && obj["en"] is JsonTextNode en => [new LocalizedText(zh.Value, en.Value)],
        JsonObjectNode obj => obj.Members.SelectMany(m => Localized(m.Value)),
        JsonArrayNode array => array.Items.SelectMany(Localized),
        _ => [],
    };

    private static IEnumerable<(Value Value, FactType Type)> Scalars(Value value, FactType type) => (value.Kind, type.NotNull()) switch
    {
        (ValueKind.List, ListType list) => value.AsList().Items.SelectMany(i => Scalars(i, list.Element)),
        (ValueKind.Map, MapType map) => value.AsMap().Keys.SelectMany(k => Scalars(value.AsMap()[k], map.Element)),
        (ValueKind.Record, RecordType record) => record.Members.SelectMany(m => Scalars(value.AsRecord()[m.Name], m.Type)),
        _ => [(value, type)],
    };

    [GeneratedRegex("[A-Za-z][A-Za-z0-9_-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"==|!=|>=|<=|&&|\?\?|=>|[{}\[\]]|[A-Za-z]\(|\bnull\b")]
    private static partial Regex Signs();
}
