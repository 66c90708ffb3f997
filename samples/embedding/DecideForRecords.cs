using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Embedding;

namespace CrmWorkflows.Samples.Embedding;

/// <summary>A record of the program; its members are the facts of the same names.</summary>
public sealed record Investor(string Name, decimal CumulativeSubscription, bool QualifiedInvestor);

/// <summary>Many records of one type: one delegate, without boxing or allocation.</summary>
public static class DecideForRecords
{
    /// <param name="rules">Folder with the rules.</param>
    /// <param name="output">Where the answers are written.</param>
    public static void Run(string rules, TextWriter output)
    {
        var crm = new CrmRules(new CrmRulesOptions().AddFolder(Path.Combine(rules, "fund", "fund-customer-service")));
        var tiers = crm.Typed<Investor, string>("fund/fund-customer-service", "investor-tiers");
        var moment = EvaluationMoment.On(new DateOnly(2026, 6, 1));

        Investor[] investors = [new("Lin", 6_000_000m, true), new("Zhao", 1_000_000m, true), new("Wu", 8_000_000m, false)];
        foreach (var investor in investors)
            if (tiers.TryDecide(investor, moment, out var tier)) output.WriteLine($"{investor.Name}: {tier}");

        // A file that was changed since: a sound set replaces the old one at once, a broken one replaces nothing.
        output.WriteLine(crm.Reload().HasErrors ? "kept the old rules" : "reloaded");
    }
}
