using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Policies.AccessPolicy;

/// <summary>Generated policies, each over every role, purpose, sensitivity and circumstance, against an oracle that reads the rules as sets.</summary>
public sealed class AccessPolicyLaws(ITestOutputHelper output)
{
    private const int Policies = 60;
    private const int Seed = 20260701;
    private static readonly string[] Roles = ["teller", "manager", "auditor"];
    private static readonly string[] Purposes = ["service", "marketing"];
    private static readonly string[] Levels = ["general", "personal", "secret"];
    private static readonly string[] Effects = ["allow", "mask", "needsApproval", "deny"];

    private sealed record Rule(string[]? Roles, string[]? Purposes, string[]? Levels, bool WhenUrgent, string Effect)
    {
        public bool Fits(string role, string purpose, string level, bool urgent) =>
            (Roles?.Contains(role) ?? true) && (Purposes?.Contains(purpose) ?? true) && (Levels?.Contains(level) ?? true) && (!WhenUrgent || urgent);

        public string Json => "{ " + string.Join(", ", new[]
        {
            Codes("roles", Roles), Codes("purposes", Purposes), Codes("sensitivities", Levels), WhenUrgent ? "\"when\": \"urgent\"" : null,
            $"\"effect\": \"{Effect}\"", Effect == "mask" ? "\"mask\": \"phone\"" : null, Effect == "needsApproval" ? "\"approver\": \"head\", \"approved\": \"agreed\"" : null,
        }.OfType<string>()) + " }";

        private static string? Codes(string name, string[]? codes) => codes is null ? null : $"\"{name}\": [{string.Join(", ", codes.Select(c => $"\"{c}\""))}]";
    }

    [Fact]
    public void The_first_rule_that_fits_decides_and_what_none_allows_is_denied()
    {
        var cases = 0;
        foreach (var rules in Generated())
        {
            var document = Document(rules);
            foreach (var (role, purpose, level, urgent, agreed) in Askings())
            {
                var decision = Decide(document, role, purpose, level, urgent, agreed);
                var effect = rules.FirstOrDefault(r => r.Fits(role, purpose, level, urgent))?.Effect ?? "deny";
                if (effect == "needsApproval" && agreed) effect = "allow";
                Assert.Equal(effect, decision["decision"].AsText());
                Assert.Equal(effect == "allow", decision["allowed"].IsTrue);
                Assert.Equal(effect switch { "allow" => "13812345678", "mask" => "138****5678", _ => null }, decision["shown"].IsNull ? null : decision["shown"].AsText());
                cases++;
            }
        }
        output.WriteLine($"seed {Seed}, {Policies} policies, {cases} cases");
    }

    [Fact]
    public void Without_its_last_rule_a_policy_allows_no_more_than_that_rule_gave_and_an_added_one_takes_nothing_away()
    {
        var cases = 0;
        foreach (var rules in Generated())
        {
            var (whole, less) = (Document(rules), Document(rules[..^1]));
            foreach (var (role, purpose, level, urgent, agreed) in Askings())
            {
                var before = Decide(less, role, purpose, level, urgent, agreed);
                var after = Decide(whole, role, purpose, level, urgent, agreed);
                // What was decided by a rule stays so; what was denied for want of a rule is now as the last rule says.
                if (!before["rule"].IsNull) Assert.Equal(before["decision"], after["decision"]);
                else if (!rules[^1].Fits(role, purpose, level, urgent)) Assert.Equal("deny", after["decision"].AsText());
                cases++;
            }
        }
        output.WriteLine($"seed {Seed}, {Policies} policies, {cases} cases");
    }

    [Fact]
    public void An_approval_never_takes_anything_away()
    {
        foreach (var document in Generated().Select(Document))
            foreach (var (role, purpose, level, urgent, _) in Askings())
                Assert.True(!Decide(document, role, purpose, level, urgent, agreed: false)["allowed"].IsTrue || Decide(document, role, purpose, level, urgent, agreed: true)["allowed"].IsTrue);
    }

    private static IEnumerable<Rule[]> Generated()
    {
        var random = new Random(Seed);
        string[]? Some(string[] of) => random.Next(3) == 0 ? null : [.. of.Where(_ => random.Next(2) == 0).DefaultIfEmpty(of[random.Next(of.Length)])];
        for (var i = 0; i < Policies; i++)
        {
            var rules = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Rule(Some(Roles), Some(Purposes), Some(Levels), random.Next(3) == 0, Effects[random.Next(Effects.Length)])).ToArray();
            // What stands behind a rule that fits everything is refused at load.
            var last = Array.FindIndex(rules, r => r is { Roles: null, Purposes: null, Levels: null, WhenUrgent: false });
            yield return last < 0 ? rules : rules[..(last + 1)];
        }
    }

    private static IEnumerable<(string Role, string Purpose, string Level, bool Urgent, bool Agreed)> Askings() =>
        from role in Roles from purpose in Purposes from level in Levels from urgent in new[] { false, true } from agreed in new[] { false, true } select (role, purpose, level, urgent, agreed);

    private static DecisionDocument Document(Rule[] rules) => TestPolicy.Document("AccessPolicy", $$"""
        { "types": { "role": ["teller", "manager", "auditor"], "purpose": ["service", "marketing"], "level": ["general", "personal", "secret"] },
          "facts": { "role": "role", "purpose": "purpose", "level": "level", "urgent": "Boolean", "agreed": "Boolean", "phone": "Text" },
          "role": "role", "purpose": "purpose", "sensitivity": "level", "value": "phone",
          "rules": [ {{string.Join(", ", rules.Select(r => r.Json).DefaultIfEmpty("""{ "roles": ["teller"], "when": "urgent and not urgent", "effect": "allow" }"""))}} ],
          "outcome": { "decision": "accessDecision", "allowed": "Boolean", "shown": "Text?", "rule": "Text?" } }
        """);

    private static Decision Decide(DecisionDocument document, string role, string purpose, string level, bool urgent, bool agreed) =>
        document.Decide([Value.Of(role), Value.Of(purpose), Value.Of(level), Value.Of(urgent), Value.Of(agreed), Value.Of("13812345678")], TestPolicy.Moment);
}
