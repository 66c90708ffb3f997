using CrmWorkflows.Rules.Embedding;
using RulesBench;

namespace CrmWorkflows.Rules.Tests.Embedding;

/// <summary>The delegate for a typed record decides what the document decides through values, and what the same logic by hand decides.</summary>
public sealed class CompiledDecisionTests
{
    private static readonly Customer[] Customers = Data.Make(20_000);

    [Fact]
    public void A_ladder_is_one_delegate_that_agrees_with_the_same_logic_by_hand()
    {
        var ladder = CompiledDecision<Customer, string>.Of(WorkloadPolicy.Find("ladder"));
        Assert.True(ladder.IsFused);
        AgreesWithHand(ladder, Hand.Ladder);
    }

    [Fact]
    public void A_table_is_one_delegate_that_agrees_with_the_same_logic_by_hand()
    {
        var table = CompiledDecision<Customer, string?>.Of(WorkloadPolicy.Find("table"));
        Assert.True(table.IsFused);
        AgreesWithHand(table, Hand.Table);
    }

    [Fact]
    public void A_scorecard_is_one_delegate_that_agrees_with_the_same_logic_by_hand()
    {
        var card = CompiledDecision<Customer, Score>.Of(WorkloadPolicy.Find("scorecard"));
        Assert.True(card.IsFused);
        AgreesWithHand(card, Hand.Scorecard);
        foreach (var customer in Customers.Take(2_000).Concat(Edges()))
        {
            var expected = card.Decide(customer, WorkloadPolicy.Moment);
            Assert.Equal(expected.Outcome is not null, card.TryDecide(customer, WorkloadPolicy.Moment, out var score));
            if (expected.Outcome is null) continue;
            Assert.Equal(expected["total"].AsDecimal(), score.Total);
            Assert.Equal(expected["grade"].AsText(), score.Grade);
        }
    }

    [Theory]
    [InlineData("ladder")]
    [InlineData("table")]
    public void The_delegate_gives_what_the_ordinary_evaluation_gives(string decision)
    {
        var document = WorkloadPolicy.Find(decision);
        var compiled = CompiledDecision<Customer, string?>.Of(document);
        Assert.True(compiled.IsFused);
        foreach (var customer in Customers.Take(2_000).Concat(Edges()))
        {
            var expected = compiled.Decide(customer, WorkloadPolicy.Moment);
            var made = compiled.TryDecide(customer, WorkloadPolicy.Moment, out var outcome);
            Assert.Equal(expected.Outcome is not null, made);
            if (made) Assert.Equal(expected.Outcome!.Values[0], Rules.Values.Value.Of(outcome));
        }
    }

    [Theory]
    [InlineData("ladder")]
    [InlineData("table")]
    public void A_decision_allocates_nothing(string decision)
    {
        var compiled = CompiledDecision<Customer, string?>.Of(WorkloadPolicy.Find(decision));
        for (var i = 0; i < 100; i++) compiled.TryDecide(Customers[i], WorkloadPolicy.Moment, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) compiled.TryDecide(Customers[i], WorkloadPolicy.Moment, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_score_allocates_nothing()
    {
        var compiled = CompiledDecision<Customer, Score>.Of(WorkloadPolicy.Find("scorecard"));
        for (var i = 0; i < 100; i++) compiled.TryDecide(Customers[i], WorkloadPolicy.Moment, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) compiled.TryDecide(Customers[i], WorkloadPolicy.Moment, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AgreesWithHand<T>(CompiledDecision<Customer, T> compiled, Func<Customer, T> hand)
    {
        foreach (var customer in Customers)
        {
            Assert.True(compiled.TryDecide(customer, WorkloadPolicy.Moment, out var outcome));
            Assert.Equal(hand(customer), outcome);
        }
    }

    // Every figure of the workload at, just below and just above its bounds, and records that the ordinary evaluation refuses.
    internal static IEnumerable<Customer> Edges()
    {
        decimal[] amounts = [-1m, 0m, 0.00m, 9_999.99m, 10_000m, 10_000.000000001m, 499_999.999999999999m, 500_000m, 500_000.00000m, 999_999.99m, 1_000_000m, 2_999_999.995m, 3_000_000m, 5_000_000m, 4_999_999.9999999999999999m, decimal.MaxValue, decimal.MinValue];
        double[] rates = [-1, 0, 0.5, Math.BitDecrement(0.5), Math.BitIncrement(0.5), 0.7, 0.8, Math.BitDecrement(0.8), 0.85, 0.9, 0.95, Math.BitDecrement(0.95), Math.BitIncrement(0.95), 1, 1e27, 1e300, double.NaN, double.PositiveInfinity, 1e-300, -0.0];
        int[] counts = [int.MinValue, -1, 0, 1, 2, 3, 4, 5, 6, 12, int.MaxValue];
        string?[] segments = ["private", "corporate", "affluent", "retail", "mass", "masa", "other", "", null];
        foreach (var amount in amounts)
        {
            foreach (var rate in rates)
            {
                foreach (var count in counts)
                    yield return new Customer { TotalAssets = amount, AnnualPremium = amount, PaymentRate = rate, MonthsOverdue = count, TradesLast12m = count, ComplaintsLast12m = count, Segment = "private" };
            }
        }
        foreach (var segment in segments)
            foreach (var overdue in counts)
                yield return new Customer { TotalAssets = 1_000_000, PaymentRate = 0.96, Segment = segment!, MonthsOverdue = overdue, ComplaintsLast12m = 1, ContractSigned = true };
    }
}
