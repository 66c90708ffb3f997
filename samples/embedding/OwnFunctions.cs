using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Embedding;

namespace CrmWorkflows.Samples.Embedding;

/// <summary>A function of the program that its rules can call.</summary>
public static class OwnFunctions
{
    /// <param name="output">Where the answer is written.</param>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("crmwf-sample-").FullName;
        File.WriteAllText(Path.Combine(folder, "policy.json"), """
            { "kind": "Policy", "name": "regions", "line": "bank", "title": { "zh": "区域", "en": "Regions" } }
            """);
        File.WriteAllText(Path.Combine(folder, "surcharge.json"), """
            {
              "kind": "Calculation", "name": "surcharge", "title": { "zh": "附加费", "en": "Surcharge" },
              "facts": [
                { "name": "region", "type": "Text", "label": { "zh": "区域", "en": "Region" } },
                { "name": "amount", "type": "Decimal", "label": { "zh": "金额", "en": "Amount" } }
              ],
              "outcome": [ { "name": "surcharge", "type": "Decimal", "label": { "zh": "附加费", "en": "Surcharge" }, "value": "amount * rateOf(region)" } ]
            }
            """);
        var crm = new CrmRules(new CrmRulesOptions()
            .AddFolder(folder)
            .AddFunction("rateOf", (string region) => region == "north" ? 0.02m : 0.01m));
        var facts = Encoding.UTF8.GetBytes("""{ "region": "north", "amount": 1500 }""");
        output.WriteLine(crm.Decide("bank/regions", "surcharge", facts, EvaluationMoment.On(new DateOnly(2026, 6, 1)))["surcharge"].AsDecimal());
        Directory.Delete(folder, recursive: true);
    }
}
