// Decisions, reviews, letters, the client’s own page. A block, so that its names are its own.
{
}
