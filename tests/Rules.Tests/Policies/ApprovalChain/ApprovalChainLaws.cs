using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.ApprovalChain;

/// <summary>The algebra of approvals, over generated chains and arrivals.</summary>
public sealed class ApprovalChainLaws
{
    private static readonly string[] Roles = ["a", "b", "c", "d"];

    private static readonly DecisionDocument Document = TestPolicy.Document("ApprovalChain", """
        { "facts": { "chain": "List<Text>", "approvals": "List<Text>" }, "chain": "chain", "approvals": "approvals",
          "outcome": { "approved": "Boolean", "next": "Text?", "ignored": "List<Text>", "counted": "List<Text>", "passed": "List<Text>" } }
        """);

    public static Arbitrary<(string[] Chain, string[] Came)> Cases() => Arb.From(
        from length in Gen.Choose(0, 5)
        from chain in Gen.Elements(Roles).ArrayOf(length)
        from came in Gen.Elements(Roles).ArrayOf()
        select (chain, came));

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool Every_approval_is_counted_or_ignored_and_both_keep_their_order((string[] Chain, string[] Came) x)
    {
        var (counted, ignored) = (new List<string>(), new List<string>());
        foreach (var role in x.Came)
            (counted.Count < x.Chain.Length && x.Chain[counted.Count] == role ? counted : ignored).Add(role);
        var decision = Decide(x.Chain, x.Came);
        return Texts(decision["counted"]).SequenceEqual(counted) && Texts(decision["ignored"]).SequenceEqual(ignored);
    }

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool What_counted_is_the_beginning_of_the_chain((string[] Chain, string[] Came) x)
    {
        var counted = Texts(Decide(x.Chain, x.Came)["counted"]);
        return x.Chain[..counted.Length].SequenceEqual(counted);
    }

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool The_next_approver_is_the_first_who_is_not_counted_and_nobody_when_complete((string[] Chain, string[] Came) x)
    {
        var decision = Decide(x.Chain, x.Came);
        var counted = Texts(decision["counted"]).Length;
        return decision["approved"].IsTrue == (counted == x.Chain.Length)
            && (counted == x.Chain.Length ? decision["next"].IsNull : decision["next"] == Value.Of(x.Chain[counted]));
    }

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool Leaving_out_what_did_not_count_changes_nothing((string[] Chain, string[] Came) x)
    {
        var decision = Decide(x.Chain, x.Came);
        var again = Decide(x.Chain, Texts(decision["counted"]));
        return again["counted"] == decision["counted"] && again["next"] == decision["next"] && Texts(again["ignored"]).Length == 0;
    }

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool An_approval_that_came_later_never_undoes_one_that_counted((string[] Chain, string[] Came) x, int at) =>
        Decide(x.Chain, x.Came[..(Math.Abs(at % (x.Came.Length + 1)))])["counted"] is var before
        && Texts(Decide(x.Chain, x.Came)["counted"])[..before.AsList().Count].SequenceEqual(Texts(before));

    private static Decision Decide(string[] chain, string[] came) => Document.Decide([List(chain), List(came)], TestPolicy.Moment);

    private static Value List(string[] items) => Value.List([.. items.Select(i => Value.Of(i))]);

    private static string[] Texts(Value list) => [.. list.AsList().Items.Select(i => i.AsText())];
}
