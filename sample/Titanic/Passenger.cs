using DssTyped;
using TitanicSample.Flow;

namespace TitanicSample;

/// <summary>The columns of the passenger list that this program wants; only these are read.</summary>
[DssRow<Titanic>]
public sealed partial record Passenger(string? Name, double? Age, long? Survived);
