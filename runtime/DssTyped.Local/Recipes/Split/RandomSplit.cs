namespace DssTyped.Local.Recipes.Split;

/// <summary>DSS's repeatable random split: Java's generator, and selection sampling so that the share is met to the row.</summary>
internal static class RandomSplit
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;

    /// <summary>One digit per row: 1 for the rows of the share, 0 for the others.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="share">The share in percent.</param>
    /// <param name="rows">The number of rows.</param>
    public static string Flags(long seed, double share, long rows)
    {
        // One digit at least: DuckDB knows no bit string without bits.
        if (rows is <= 0 or > int.MaxValue)
            return "0";

        return string.Create((int)rows, (seed, share), static (flags, setup) =>
        {
            // What is known of DSS's output excludes rounding down; rounding to the nearest is assumed.
            long open = (long)Math.Round(setup.share * flags.Length / 100, MidpointRounding.AwayFromZero);
            long state = (setup.seed ^ Multiplier) & Mask;
            for (int i = 0; i < flags.Length; i++)
            {
                state = ((state * Multiplier) + 0xB) & Mask;
                float chance = (int)(state >>> (48 - 24)) / (float)(1 << 24);
                bool chosen = chance * (flags.Length - i) < open;
                flags[i] = chosen ? '1' : '0';
                if (chosen)
                    open--;
            }
        });
    }
}
