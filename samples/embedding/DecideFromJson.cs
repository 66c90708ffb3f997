using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Embedding;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWorkflows.Samples.Embedding;

/// <summary>Facts that come as JSON or by name; the answer with its reason.</summary>
public static class DecideFromJson
{
    /// <param name="rules">Folder with the rules.</param>
    /// <param name="output">Where the answer is written.</param>
    public static void Run(string rules, TextWriter output)
    {
        using var services = new ServiceCollection()
            .AddCrmRules(o => o.AddFolder(Path.Combine(rules, "fund", "fund-customer-service")))
            .BuildServiceProvider();
        var crm = services.GetRequiredService<CrmRules>();

        // The engine has no clock: whoever decides says when.
        var moment = EvaluationMoment.On(new DateOnly(2026, 6, 1));

        var json = Encoding.UTF8.GetBytes("""{ "cumulativeSubscription": 3200000, "qualifiedInvestor": true }""");
        var decision = crm.Decide("fund/fund-customer-service", "investor-tiers", json, moment, explain: true);
        output.WriteLine(decision["tier"].AsText());
        foreach (var step in decision.Explanation.SelectMany(s => s.All())) output.WriteLine("  " + step.Sentence(Language.English));

        var byName = new Dictionary<string, object?> { ["qualifiedInvestor"] = true };
        var open = crm.Decide("fund/fund-customer-service", "investor-tiers", byName, moment);
        output.WriteLine($"missing: {string.Join(", ", open.MissingFacts)}");
    }
}
