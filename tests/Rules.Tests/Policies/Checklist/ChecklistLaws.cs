using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Checklist;

/// <summary>The algebra of checklists, over generated sequences, requests and records.</summary>
public sealed class ChecklistLaws
{
    private static readonly string[] Codes = ["a", "b", "c", "d", "e", "f"];

    private static readonly DecisionDocument Document = TestPolicy.Document("Checklist", """
        { "facts": { "order": "List<Text>", "requested": "Text?", "done": "List<Text>" }, "sequence": "order", "requested": "requested", "completed": "done",
          "outcome": { "allowed": "Boolean", "missing": "List<Text>", "next": "Text?", "held": "List<Text>", "unexpected": "List<Text>" } }
        """);

    private static readonly Gen<string[]> AnyCodes = Gen.Elements(Codes).ArrayOf();

    public static Arbitrary<(string[] Order, int Requested, string[] Done)> Cases() => Arb.From(
        from order in Gen.Shuffle(Codes)
        from length in Gen.Choose(1, Codes.Length)
        from requested in Gen.Choose(0, length)
        from done in AnyCodes
        select (order[..length], requested, done));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Missing_is_the_order_before_the_request_without_what_is_done((string[] Order, int Requested, string[] Done) x) =>
        Texts(Decide(x)["missing"]).SequenceEqual(x.Order[..x.Requested].Except(x.Done));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool What_is_asked_for_is_either_missing_or_held((string[] Order, int Requested, string[] Done) x)
    {
        var decision = Decide(x);
        return Texts(decision["missing"]).Concat(Texts(decision["held"])).Order().SequenceEqual(x.Order[..x.Requested].Order());
    }

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Doing_more_never_takes_a_permission_away((string[] Order, int Requested, string[] Done) x, int more)
    {
        var decision = Decide(x);
        var after = Decide((x.Order, x.Requested, [.. x.Done, Codes[Math.Abs(more % Codes.Length)]]));
        return !decision["allowed"].IsTrue || after["allowed"].IsTrue;
    }

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool The_order_and_repetition_of_what_is_done_do_not_matter((string[] Order, int Requested, string[] Done) x) =>
        Decide(x).Outcome!["missing"] == Decide((x.Order, x.Requested, [.. x.Done.Reverse(), .. x.Done])).Outcome!["missing"];

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Nothing_that_was_supplied_is_dropped((string[] Order, int Requested, string[] Done) x) =>
        Texts(Decide(x)["unexpected"]).SequenceEqual(x.Done.Distinct().Except(x.Order));

    [Property(Arbitrary = [typeof(ChecklistLaws)], MaxTest = 500)]
    public bool Following_next_ends_with_everything_done((string[] Order, int Requested, string[] Done) x)
    {
        var done = x.Done.ToList();
        for (var i = 0; i <= x.Order.Length; i++)
        {
            var next = Decide((x.Order, x.Order.Length, [.. done]))["next"];
            if (next.IsNull) return x.Order.All(done.Contains);
            done.Add(next.AsText());
        }
        return false;
    }

    private static Decision Decide((string[] Order, int Requested, string[] Done) x) => Document.Decide(
        [List(x.Order), x.Requested == x.Order.Length ? Value.Null : Value.Of(x.Order[x.Requested]), List(x.Done)], TestPolicy.Moment);

    private static Value List(string[] items) => Value.List([.. items.Select(i => Value.Of(i))]);

    private static IEnumerable<string> Texts(Value list) => list.AsList().Items.Select(i => i.AsText());
}
