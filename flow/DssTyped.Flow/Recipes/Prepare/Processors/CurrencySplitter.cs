using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts amounts of money into number and currency.</summary>
internal sealed record CurrencySplitter(string Input, string AmountOutput, string CurrencyOutput) : Processor
{
    public static CurrencySplitter Read(JsonValue settings) => new(settings.FindText("inCol") ?? "", settings.FindText("outColAmount") ?? "", settings.FindText("outColCurrencyCode") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn amount = columns.Put(AmountOutput, StorageType.Unknown, [input], input);
        columns.Put(CurrencyOutput, StorageType.String, [input], amount);
    }
}
