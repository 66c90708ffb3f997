// Origin: the workload and the hand-written limit that the performance goals of this project are stated on, unchanged below this note.

namespace RulesBench;

// The limit: what a developer writes by hand against the typed record.
public static class Hand
{
    public static string Ladder(Customer c) =>
        c.TotalAssets >= 5_000_000m ? "VIP" :
        c.TotalAssets >= 3_000_000m ? "SENIOR" :
        c.TotalAssets >= 1_000_000m ? "QUASI_SENIOR" : "MID";

    static int Assets(decimal v) => v < 500_000m ? 0 : v < 1_000_000m ? 2 : v < 3_000_000m ? 3 : v < 5_000_000m ? 4 : 5;
    static int Premium(decimal v) => v < 10_000m ? 0 : v < 50_000m ? 1 : v < 100_000m ? 3 : v < 300_000m ? 4 : 5;
    static int Trades(int v) => v < 1 ? 0 : v < 3 ? 1 : v < 6 ? 3 : v < 12 ? 4 : 5;
    static int Payment(double v) => v < 0.5 ? 0 : v < 0.7 ? 1 : v < 0.85 ? 2 : v < 0.95 ? 4 : 5;
    static int Overdue(int v) => v < 1 ? 5 : v < 2 ? 3 : v < 3 ? 2 : v < 6 ? 1 : 0;
    static int Complaints(int v) => v < 1 ? 5 : v < 2 ? 4 : v < 3 ? 2 : v < 5 ? 1 : 0;
    static int Segment(string v) => v switch { "private" => 5, "corporate" => 4, "affluent" => 3, "retail" => 2, _ => 0 };
    static int Engagement(int v) => v < 0 ? 0 : v < 6 ? 1 : v < 12 ? 2 : v < 24 ? 4 : 5;

    // Money and the total in decimal, weights multiplied in decimal (weights are in general not integers).
    public static Score Scorecard(Customer c)
    {
        decimal total = 5m * Assets(c.TotalAssets) + 4m * Premium(c.AnnualPremium) + 2m * Trades(c.TradesLast12m)
            + 3m * Payment(c.PaymentRate) + 2m * Overdue(c.MonthsOverdue) + 1m * Complaints(c.ComplaintsLast12m)
            + 1m * Segment(c.Segment)
            + 2m * Engagement(c.TradesLast12m + (c.ContractSigned ? 12 : 0) - 2 * c.ComplaintsLast12m);
        return new Score(total, total >= 80m ? "A" : total >= 60m ? "B" : "C");
    }

    // The same with the sum kept in integers (possible here because factor x points are integers).
    public static Score ScorecardInt(Customer c)
    {
        int total = 5 * Assets(c.TotalAssets) + 4 * Premium(c.AnnualPremium) + 2 * Trades(c.TradesLast12m)
            + 3 * Payment(c.PaymentRate) + 2 * Overdue(c.MonthsOverdue) + Complaints(c.ComplaintsLast12m)
            + Segment(c.Segment)
            + 2 * Engagement(c.TradesLast12m + (c.ContractSigned ? 12 : 0) - 2 * c.ComplaintsLast12m);
        return new Score(total, total >= 80 ? "A" : total >= 60 ? "B" : "C");
    }

    static readonly string[][] Names = [.. Enumerable.Range(0, 5).Select(b =>
        new[] { $"DECLINE_{b}", $"REVIEW_{b}", $"GOLD_{b}", $"SILVER_{b}", $"STANDARD_{b}", $"WATCH_{b}" })];

    // The best hand-written form of the 30 rows: asset band first, then the six rows of a band.
    public static string Table(Customer c)
    {
        int b = c.TotalAssets < 1_000_000m ? (c.TotalAssets < 500_000m ? 0 : 1)
            : c.TotalAssets < 3_000_000m ? 2 : c.TotalAssets < 5_000_000m ? 3 : 4;
        var names = Names[b];
        int o = c.MonthsOverdue;
        if (o >= 3) return names[0];
        double r = c.PaymentRate;
        if (o >= 1 && r < 0.8) return names[1];
        if (r >= 0.95 && c.ComplaintsLast12m < 2 && (c.Segment is "private" or "corporate")) return names[2];
        if (r >= 0.9 && c.ComplaintsLast12m < 4) return names[3];
        return r >= 0.5 ? names[4] : names[5];
    }

    // Row by row, as a plain interpreter-free transcription of the 30 rows in order.
    public static string TableSequential(Customer c)
    {
        decimal a = c.TotalAssets; double r = c.PaymentRate; int o = c.MonthsOverdue, k = c.ComplaintsLast12m; string s = c.Segment;
        if (a < 500_000m && o >= 3) return "DECLINE_0";
        if (a < 500_000m && r < 0.8 && o >= 1 && o < 3) return "REVIEW_0";
        if (a < 500_000m && r >= 0.95 && o >= 0 && o < 3 && k >= 0 && k < 2 && (s == "private" || s == "corporate")) return "GOLD_0";
        if (a < 500_000m && r >= 0.9 && o >= 0 && o < 3 && k >= 0 && k < 4) return "SILVER_0";
        if (a < 500_000m && r >= 0.5 && o >= 0 && o < 3) return "STANDARD_0";
        if (a < 500_000m && o >= 0 && o < 3) return "WATCH_0";
        if (a >= 500_000m && a < 1_000_000m && o >= 3) return "DECLINE_1";
        if (a >= 500_000m && a < 1_000_000m && r < 0.8 && o >= 1 && o < 3) return "REVIEW_1";
        if (a >= 500_000m && a < 1_000_000m && r >= 0.95 && o >= 0 && o < 3 && k >= 0 && k < 2 && (s == "private" || s == "corporate")) return "GOLD_1";
        if (a >= 500_000m && a < 1_000_000m && r >= 0.9 && o >= 0 && o < 3 && k >= 0 && k < 4) return "SILVER_1";
        if (a >= 500_000m && a < 1_000_000m && r >= 0.5 && o >= 0 && o < 3) return "STANDARD_1";
        if (a >= 500_000m && a < 1_000_000m && o >= 0 && o < 3) return "WATCH_1";
        if (a >= 1_000_000m && a < 3_000_000m && o >= 3) return "DECLINE_2";
        if (a >= 1_000_000m && a < 3_000_000m && r < 0.8 && o >= 1 && o < 3) return "REVIEW_2";
        if (a >= 1_000_000m && a < 3_000_000m && r >= 0.95 && o >= 0 && o < 3 && k >= 0 && k < 2 && (s == "private" || s == "corporate")) return "GOLD_2";
        if (a >= 1_000_000m && a < 3_000_000m && r >= 0.9 && o >= 0 && o < 3 && k >= 0 && k < 4) return "SILVER_2";
        if (a >= 1_000_000m && a < 3_000_000m && r >= 0.5 && o >= 0 && o < 3) return "STANDARD_2";
        if (a >= 1_000_000m && a < 3_000_000m && o >= 0 && o < 3) return "WATCH_2";
        if (a >= 3_000_000m && a < 5_000_000m && o >= 3) return "DECLINE_3";
        if (a >= 3_000_000m && a < 5_000_000m && r < 0.8 && o >= 1 && o < 3) return "REVIEW_3";
        if (a >= 3_000_000m && a < 5_000_000m && r >= 0.95 && o >= 0 && o < 3 && k >= 0 && k < 2 && (s == "private" || s == "corporate")) return "GOLD_3";
        if (a >= 3_000_000m && a < 5_000_000m && r >= 0.9 && o >= 0 && o < 3 && k >= 0 && k < 4) return "SILVER_3";
        if (a >= 3_000_000m && a < 5_000_000m && r >= 0.5 && o >= 0 && o < 3) return "STANDARD_3";
        if (a >= 3_000_000m && a < 5_000_000m && o >= 0 && o < 3) return "WATCH_3";
        if (a >= 5_000_000m && o >= 3) return "DECLINE_4";
        if (a >= 5_000_000m && r < 0.8 && o >= 1 && o < 3) return "REVIEW_4";
        if (a >= 5_000_000m && r >= 0.95 && o >= 0 && o < 3 && k >= 0 && k < 2 && (s == "private" || s == "corporate")) return "GOLD_4";
        if (a >= 5_000_000m && r >= 0.9 && o >= 0 && o < 3 && k >= 0 && k < 4) return "SILVER_4";
        if (a >= 5_000_000m && r >= 0.5 && o >= 0 && o < 3) return "STANDARD_4";
        return "WATCH_4";
    }
}
