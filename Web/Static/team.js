// Portfolio, models, fairness. A block, so that its names are its own.
{
}
