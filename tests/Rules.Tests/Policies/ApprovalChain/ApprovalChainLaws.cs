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

    // Five steps, everybody approves once: of 120 arrivals exactly one finishes the chain, and each counts as far as a reading from left to right does.
    [Fact]
    public void Of_all_orders_in_which_everybody_approves_once_only_that_of_the_chain_finishes_it()
    {
        string[] chain = ["a", "b", "c", "d", "e"];
        var orders = Permutations(chain).ToArray();
        Assert.Equal(120, orders.Length);
        Assert.Equal(chain, Assert.Single(orders, o => Decide(chain, o)["approved"].IsTrue));
        foreach (var order in orders)
        {
            var counted = 0;
            foreach (var role in order)
                if (counted < chain.Length && chain[counted] == role) counted++;
            Assert.Equal(chain[..counted], Texts(Decide(chain, order)["counted"]));
            Assert.Equal(order.Length - counted, Texts(Decide(chain, order)["ignored"]).Length);
        }
    }

    private static readonly DecisionDocument Persons = TestPolicy.Document("ApprovalChain", """
        { "types": { "approval": { "record": [
            { "name": "role", "type": "Text", "label": { "zh": "角色", "en": "Role" } }, { "name": "person", "type": "Text", "label": { "zh": "人", "en": "Person" } } ] } },
          "facts": { "chain": "List<Text>", "approvals": "List<approval>", "asker": "Text" }, "chain": "chain", "approvals": "approvals", "requestedBy": "asker",
          "outcome": { "approved": "Boolean", "counted": "List<approval>" } }
        """);

    [Property(Arbitrary = [typeof(ApprovalChainLaws)], MaxTest = 500)]
    public bool Nobody_counts_twice_and_nobody_counts_for_what_he_asked_himself((string[] Chain, string[] Came) x, byte[] people, byte asker)
    {
        var names = x.Came.Select((_, i) => "p" + (people.Length == 0 ? i : people[i % people.Length] % 4)).ToArray();
        var counted = new List<string>();
        var used = new HashSet<string> { "p" + asker % 5 };
        foreach (var (role, person) in x.Came.Zip(names))
            if (counted.Count < x.Chain.Length && x.Chain[counted.Count] == role && used.Add(person)) counted.Add(role);
        var decision = Persons.Decide(
            [
                List(x.Chain),
                Value.List([.. x.Came.Zip(names).Select(p => Value.Of(new ValueRecord(["role", "person"], [Value.Of(p.First), Value.Of(p.Second)])))]),
                Value.Of("p" + asker % 5),
            ], TestPolicy.Moment);
        return decision["counted"].AsList().Items.Select(i => i.AsRecord()["role"].AsText()).SequenceEqual(counted) && decision["approved"].IsTrue == (counted.Count == x.Chain.Length);
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (string[])[first, .. rest]));

    private static Decision Decide(string[] chain, string[] came) => Document.Decide([List(chain), List(came)], TestPolicy.Moment);

    private static Value List(string[] items) => Value.List([.. items.Select(i => Value.Of(i))]);

    private static string[] Texts(Value list) => [.. list.AsList().Items.Select(i => i.AsText())];
}
