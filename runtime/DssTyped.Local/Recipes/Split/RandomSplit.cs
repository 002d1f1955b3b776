using System.Globalization;

namespace DssTyped.Local.Recipes.Split;

/// <summary>DSS's repeatable random split: Java's generator, and selection sampling so that the share is met to the row.</summary>
internal static class RandomSplit
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;

    /// <summary>One digit per row: 1 for the rows of one share, 0 for the others.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="shares">All shares in percent, with blanks between them.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="share">Which share; more than one share generalises what is known of one.</param>
    public static string Flags(long seed, string shares, long rows, int share)
    {
        // One digit at least: DuckDB knows no bit string without bits.
        if (rows is <= 0 or > int.MaxValue)
            return "0";

        double[] percents = [.. shares.Split(' ').Select(percent => double.Parse(percent, CultureInfo.InvariantCulture))];
        return string.Create((int)rows, (seed, percents, share), static (flags, setup) =>
        {
            long[] open = Sizes(setup.percents, flags.Length);
            long state = (setup.seed ^ Multiplier) & Mask;
            for (int i = 0; i < flags.Length; i++)
            {
                state = ((state * Multiplier) + 0xB) & Mask;
                float chance = (int)(state >>> (48 - 24)) / (float)(1 << 24);
                int chosen = 0;
                for (long upTo = 0; chosen < open.Length && chance * (flags.Length - i) >= (upTo += open[chosen]);)
                    chosen++;

                flags[i] = chosen == setup.share ? '1' : '0';
                if (chosen < open.Length)
                    open[chosen]--;
            }
        });
    }

    // What is known of DSS's output excludes rounding down; rounding to the nearest is assumed.
    private static long[] Sizes(double[] percents, int rows)
    {
        double percent = 0;
        long given = 0;
        return [.. percents.Select(share =>
        {
            long upTo = Math.Min(rows, (long)Math.Round((percent += share) * rows / 100, MidpointRounding.AwayFromZero));
            (long size, given) = (Math.Max(0, upTo - given), Math.Max(given, upTo));
            return size;
        })];
    }
}
