using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Embedding;
using CrmWorkflows.Rules.Tests.Policies;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Deciding;

/// <summary>
/// A whole document as one delegate decides what the document decides step by step: outcome, missing facts, fault; from slots of values and
/// from a typed record. CRMWF_LONG=1 tries many more documents, CRMWF_SEED others.
/// </summary>
public sealed class FusedDecisionTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : 20_261_122;

    [Fact]
    public void Every_document_decides_the_same_as_one_delegate()
    {
        var (generated, sound, fused, quick, missing, faults) = (Long ? 3_000 : 70, 0, 0, 0, 0, 0);
        var texts = DocumentTexts.Any.Sample(numberOfSamples: generated, seed: new Rnd(Seed), size: 20).ToArray();
        var rows = FactRows.Any.Sample(numberOfSamples: 400, seed: new Rnd(Seed), size: 20).ToArray();
        var outcome = new Value[3];
        var refusals = new List<string>();
        for (var i = 0; i < texts.Length; i++)
        {
            var load = TestPolicy.Load(texts[i]);
            if (load.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
            {
                refusals.Add($"{error.Code.Id} {error.Message(Language.English)}");
                continue;
            }
            var document = load.Library.Policies[0].Documents[0];
            sound++;
            document.Compile();
            if (document.Fused is not { } delegated) continue;
            fused++;
            var typed = CompiledDecision<FactRows.Record, FactRows.Outcome>.Of(document);
            Assert.True(typed.IsFused, texts[i].Body);
            for (var r = 0; r < (Long ? 120 : 60); r++)
            {
                var row = rows[(i * 7 + r) % rows.Length];
                var expected = document.DecideStepwise(row, TestPolicy.Moment);
                var actual = document.Decide(row, TestPolicy.Moment);
                Assert.True(Written(expected) == Written(actual), $"seed {Seed}, document {i}, row {(i * 7 + r) % rows.Length}: {Short(texts[i].Body)}\n{string.Join(", ", row.Select((v, f) => $"{FactRows.Facts[f].Name}={DecisionJson.Write(v)}"))}\nstepwise {Written(expected)}\ndelegate {Written(actual)}");
                if (delegated.TryDecide(row, TestPolicy.Moment, outcome)) quick++;
                if (expected.IsUndetermined) missing++;
                if (expected.Fault is not null) faults++;

                var record = FactRows.RecordOf(row);
                var decided = typed.Decide(record, TestPolicy.Moment);
                Assert.Equal(decided.Outcome is not null, typed.TryDecide(record, TestPolicy.Moment, out var made));
                if (decided.Outcome is { } values) Assert.Equal(new FactRows.Outcome(Text(values["code"]), values["flag"].AsBoolean(), Number(values["number"])), made);
            }
        }
        output.WriteLine($"{generated:N0} documents, {sound:N0} sound, {fused:N0} as one delegate, {quick:N0} decisions by it, {missing:N0} undetermined, {faults:N0} faults, seed {Seed}");
        Assert.True(sound > generated / 2, $"Only {sound} of {generated} hold together: the generator has gone blind. {string.Join(Environment.NewLine, refusals.GroupBy(r => r).OrderByDescending(g => g.Count()).Take(20).Select(g => $"{g.Count()} {g.Key}"))}");
        Assert.True(fused > sound / 2, $"Only {fused} of {sound} became one delegate.");
        Assert.True(quick > fused * 20 && missing > fused && faults > fused / 2, $"{quick} decisions, {missing} undetermined, {faults} faults: the generator has gone blind.");
    }

    // Kinds count too, the zeros behind the point of a decimal do not.
    private static string Written(Decision decision) =>
        decision.Fault is { } fault ? $"fault {fault.Code.Id} {fault.Span} {string.Join(',', fault.Arguments)}"
        : decision.IsUndetermined ? $"missing {string.Join(',', decision.MissingFacts)}"
        : string.Join("; ", decision.Outcome!.Values.Select(v => $"{v.Kind} {DecisionJson.Write(v)}")) + string.Join(';', decision.Warnings) + string.Join(';', decision.UnpublishedYears);

    // What differs between documents.
    private static string Short(string body)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        foreach (var part in new[] { "types", "parameters", "facts" }) document.Remove(part);
        return document.ToJsonString();
    }

    private static string? Text(Value value) => value.IsPresent ? value.AsText() : null;

    private static decimal? Number(Value value) => value.IsPresent ? value.AsDecimal() : null;
}
